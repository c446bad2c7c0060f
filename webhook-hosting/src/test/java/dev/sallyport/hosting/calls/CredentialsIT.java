package dev.sallyport.hosting.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.key.KeyAccess;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.KeySource;
import dev.sallyport.core.signature.key.KeySource.Absence;
import dev.sallyport.core.signature.key.KeySource.Address;
import dev.sallyport.core.signature.key.KeySource.Asked;
import dev.sallyport.core.signature.key.KeySource.TokenRules;
import dev.sallyport.testkit.fixture.ScriptedServer.Received;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that a provider shows only to who says who is asking. */
class CredentialsIT extends CallsITBase {

    private static final Map<String, String> CONFIG = Map.of("clientId", "us", "clientSecret", "a:secret&more");

    private final ManualClock clock = new ManualClock();
    private final List<String> told = new ArrayList<>();

    private KeyResolver keys;

    @BeforeEach
    void forgetKeys() throws Exception {
        GuardedClient client = new GuardedClient(settings(LONG));
        keys = new HttpKeyResolver(client, new ApplicationTokens(client, clock));
    }

    private static KeyAccess access(KeySource source) {
        return source.access(CONFIG::get);
    }

    private static String unavailable(KeyResolution resolution) {
        assertThat(resolution).isInstanceOf(KeyResolution.Unavailable.class);
        return ((KeyResolution.Unavailable) resolution).reason();
    }

    @Nested
    class ByToken {

        private final KeyAccess access = access(new KeySource(
                null,
                new TokenRules(
                        new Address(BASE + "/token", null),
                        "clientId",
                        "clientSecret",
                        Map.of("scope", BASE + "/scope")),
                Map.of(),
                null));

        private KeyResolution resolve() {
            return keys.resolve(new KeyRequest(BASE + "/keys/1", "1", access));
        }

        private void grant(String token, String more) {
            server.answer("/token", 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"" + more + "}");
        }

        @BeforeEach
        void publish() throws Exception {
            server.answer("/keys/1", 200, certificates.certificatePem());
            grant("v^1.1#i^1#p", ",\"expires_in\":7200");
        }

        @Test
        void shouldGetATokenForItsCredentialsAndShowIt() {
            assertThat(resolve()).isInstanceOf(KeyResolution.Found.class);

            Received grant = server.received().get(0);
            assertThat(grant.line()).isEqualTo("POST " + BASE + "/token");
            assertThat(grant.body())
                    .isEqualTo("grant_type=client_credentials&scope=https%3A%2F%2Fkeys.provider.example%2Fscope");
            assertThat(grant.headers())
                    .containsEntry(
                            "authorization",
                            "Basic " + Base64.getEncoder().encodeToString("us:a%3Asecret%26more".getBytes(UTF_8)));
            Received key = server.received().get(1);
            assertThat(key.line()).isEqualTo("GET " + BASE + "/keys/1");
            assertThat(key.headers()).containsEntry("authorization", "Bearer v^1.1#i^1#p");
        }

        @Test
        void shouldUseATokenUntilAMinuteBeforeItsEnd() {
            resolve();
            clock.advance(Duration.ofSeconds(7_139));
            resolve();
            assertThat(server.requests())
                    .filteredOn(("POST " + BASE + "/token")::equals)
                    .hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            resolve();
            assertThat(server.requests())
                    .filteredOn(("POST " + BASE + "/token")::equals)
                    .hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ",\"expires_in\":0", ",\"expires_in\":-1", ",\"expires_in\":\"7200\""})
        void shouldNotKeepATokenOfUnknownLife(String life) {
            grant("t", life);
            resolve();
            resolve();
            assertThat(server.requests())
                    .filteredOn(("POST " + BASE + "/token")::equals)
                    .hasSize(2);
        }

        @Test
        void shouldForgetATokenThatIsNotAccepted() throws Exception {
            server.answer("/keys/1", 401, "");
            assertThat(unavailable(resolve())).isEqualTo("answered 401");
            grant("another", ",\"expires_in\":7200");
            server.answer("/keys/1", 200, certificates.certificatePem());
            assertThat(resolve()).isInstanceOf(KeyResolution.Found.class);
            assertThat(server.received().getLast().headers()).containsEntry("authorization", "Bearer another");
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410})
        void shouldTakeTheProvidersWordThatThereIsNoKey(int status) {
            server.answer("/keys/1", status, "");
            assertThat(resolve()).isEqualTo(new KeyResolution.Absent());
        }

        @Test
        void shouldNotTakeARefusalOfTheTokenForAnAbsentKey() {
            server.answer("/keys/1", 403, "");
            assertThat(unavailable(resolve())).isEqualTo("answered 403");
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 400, 401, 429, 500})
        void shouldSayWhyThereIsNoToken(int status) {
            server.answer("/token", status, "{\"error\":\"a:secret&more is wrong\"}", "Location: " + BASE + "/keys/1");
            assertThat(unavailable(resolve()))
                    .isEqualTo("no token to ask for the key with: " + HOST + " answered " + status);
            assertThat(server.requests()).containsExactly("POST " + BASE + "/token");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html>",
                    "{}",
                    "{\"access_token\":7}",
                    "{\"access_token\":\"\"}",
                    "{\"access_token\":\"a\\r\\nX-Injected: 1\"}",
                    "{\"access_token\":\"a b\"}"
                })
        void shouldTakeNothingElseForAToken(String answer) {
            server.answer("/token", 200, answer);
            assertThat(unavailable(resolve()))
                    .isEqualTo("no token to ask for the key with: " + HOST + " answered without a token");
            assertThat(server.requests()).containsExactly("POST " + BASE + "/token");
        }

        @Test
        void shouldTellTheReasonWithoutAnySecret() throws Exception {
            server.answer("/token", 401, "");
            ProviderCalls.with(settings(LONG), clock, (host, reason) -> told.add(host + ": " + reason))
                    .keys()
                    .resolve(new KeyRequest(BASE + "/keys/1", "1", access));
            assertThat(told).containsExactly(HOST + ": no token to ask for the key with: " + HOST + " answered 401");
            assertThat(access.toString()).doesNotContain("secret");
        }
    }

    @Nested
    class ByQuestion {

        private final KeyAccess access = access(new KeySource(
                null,
                null,
                new LinkedHashMap<>(Map.of(
                        "client_id",
                        new Asked.Configured("clientId"),
                        "secret",
                        new Asked.Configured("clientSecret"),
                        "key_id",
                        new Asked.KeyId())),
                new Absence(400, JsonPointer.parse("/error_code"), "NO_SUCH_KEY")));

        private KeyResolution resolve() {
            return keys.resolve(new KeyRequest(BASE + "/get", "k-7", access));
        }

        @Test
        void shouldPostWhoAsksForWhichKey() throws Exception {
            server.answer("/get", 200, certificates.certificatePem());
            assertThat(resolve()).isInstanceOf(KeyResolution.Found.class);

            Received question = server.received().getFirst();
            assertThat(question.line()).isEqualTo("POST " + BASE + "/get");
            assertThat(question.headers().get("content-type")).startsWith("application/json");
            assertThat(question.body())
                    .isEqualTo("{\"key_id\":\"k-7\",\"secret\":\"a:secret&more\",\"client_id\":\"us\"}");
        }

        @Test
        void shouldTellAnAbsentKeyFromWrongCredentials() {
            server.answer("/get", 400, "{\"error_code\":\"NO_SUCH_KEY\"}");
            assertThat(resolve()).isEqualTo(new KeyResolution.Absent());
            server.answer("/get", 400, "{\"error_code\":\"INVALID_API_KEYS\"}");
            assertThat(unavailable(resolve())).isEqualTo("answered 400");
        }
    }
}
