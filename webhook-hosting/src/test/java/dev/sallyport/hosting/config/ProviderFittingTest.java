package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderFittingTest {

    @TempDir
    Path directory;

    private ConfiguredProvider provider(String lines) throws Exception {
        return gateway("providers:\n  a: " + lines).providers().get(new ProviderId("a"));
    }

    private ConfiguredGateway gateway(String text) throws Exception {
        return ConfiguredGateway.read(
                Files.writeString(directory.resolve("s.yaml"), text), Map.of("TOKEN", "a-token-of-ebay"));
    }

    private List<String> problems(String text) {
        try {
            gateway(text);
        } catch (ConfigRefusedException refused) {
            return refused.getMessage()
                    .lines()
                    .map(line -> line.replace(directory + "/", ""))
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("was not refused");
    }

    @Nested
    class Secrets {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{ scheme: paypal, config: { webhookId: WH-1 } }",
                    "{ scheme: ebay, config: { verificationToken: t, endpoint: 'https://x.example/e', clientId: a, clientSecret: b } }",
                    "{ scheme: sns, config: { topicArn: 'arn:aws:sns:us-east-1:1:t' } }",
                    "{ scheme: truelayer, config: { environment: sandbox } }",
                    "{ scheme: plaid, config: { clientId: a, clientSecret: b, environment: sandbox } }",
                    "{ scheme: fal, secrets: [] }"
                })
        void shouldNotBeNeededWhereTheProviderPublishesItsKeys(String lines) throws Exception {
            assertThat(provider(lines).secrets()).isEmpty();
            assertThat(provider(lines).fetchesKeys()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"stripe", "generic", "apple", "meta"})
        void shouldBeNeededOtherwise(String scheme) {
            assertThat(problems("providers:\n  a: { scheme: " + scheme + " }"))
                    .contains("s.yaml:2:3: provider 'a' has no 'secrets': write secrets: [ env:NAME ];"
                            + " there is no default secret");
        }

        @Test
        void shouldBeKeysWhereTheProviderPublishesItsKeys() {
            assertThat(problems("providers:\n  a: { scheme: fal, secrets: [ literal:hunter2 ] }"))
                    .singleElement()
                    .asString()
                    .startsWith("s.yaml:2:32: the secret does not fit scheme 'fal': ")
                    .endsWith("; its keys are fetched from the provider, so that 'secrets' can be left out")
                    .doesNotContain("hunter2");
        }
    }

    @Nested
    class Values {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "paypal, webhookId",
                    "ebay, verificationToken",
                    "ebay, endpoint",
                    "sns, topicArn",
                })
        void shouldBeThereIfTheSchemeNeedsThem(String scheme, String name) {
            assertThat(problems("providers:\n  a: { scheme: " + scheme + " }"))
                    .contains("s.yaml:2:3: provider 'a' lacks '" + name + "', which scheme '" + scheme
                            + "' needs: write config: { " + name + ": VALUE }");
        }

        @Test
        void shouldBeThereIfAHandshakeNeedsThem() {
            assertThat(problems("providers:\n  a: { scheme: meta, secrets: [ literal:s ] }"))
                    .containsExactly("s.yaml:2:3: provider 'a' lacks 'verifyToken', which scheme 'meta' needs:"
                            + " write config: { verifyToken: VALUE }");
        }

        @Test
        void shouldBeKnownToTheScheme() {
            assertThat(problems("providers:\n  a: { scheme: paypal, config: { webhookId: W, enviroment: sandbox } }"))
                    .containsExactly("s.yaml:2:60: scheme 'paypal' has no use for 'enviroment' in 'config':"
                            + " did you mean 'environment'?");
            assertThat(problems("providers:\n  a: { scheme: stripe, secrets: [ literal:whsec_x ], config: { x: 1 } }"))
                    .containsExactly("s.yaml:2:67: scheme 'stripe' has no use for 'x' in 'config': remove it");
        }

        @Test
        void shouldBeThereToFetchKeysUnlessTheKeyIsConfigured() throws Exception {
            assertThat(problems("providers:\n  a: { scheme: plaid, config: { clientId: us } }"))
                    .containsExactly("s.yaml:2:3: provider 'a' lacks 'clientSecret', without which the keys of scheme"
                            + " 'plaid' cannot be fetched: write config: { clientSecret: env:NAME },"
                            + " or the provider's key as secrets: [ file:PATH ]");
            Files.writeString(
                    directory.resolve("key.pem"),
                    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\n"
                            + "q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----\n");
            assertThat(provider("{ scheme: plaid, secrets: [ file:key.pem ] }").secrets())
                    .hasSize(1);
        }

        @Test
        void shouldBeRefusedIfTheSchemeCannotUseThem() {
            assertThat(problems("providers:\n  a: { scheme: truelayer, config: { environment: prod } }"))
                    .containsExactly("s.yaml:2:3: provider 'a': config environment must be production or sandbox");
        }

        @Test
        void shouldComeFromTheEnvironmentAndFromFilesLikeSecrets() throws Exception {
            Files.writeString(directory.resolve("endpoint"), "https://x.example/ebay\n");

            ConfiguredProvider ebay =
                    provider("{ scheme: ebay, config: { verificationToken: env:TOKEN, endpoint: file:endpoint,"
                            + " clientId: us, clientSecret: env:TOKEN } }");

            assertThat(ebay.options().config("verificationToken")).isEqualTo("a-token-of-ebay");
            assertThat(ebay.options().config("endpoint")).isEqualTo("https://x.example/ebay");
            assertThat(ebay.toString()).doesNotContain("a-token-of-ebay");
            assertThat(problems("providers:\n  a: { scheme: paypal, config: { webhookId: env:NONE } }"))
                    .containsExactly("s.yaml:2:45: the environment has no variable NONE: set it before starting");
        }
    }

    @Nested
    class Terms {

        private static final SignatureScheme GENERIC = SchemeCatalogue.builtIn().find("generic");

        private VerificationResult verify(ConfiguredProvider provider, String secret, String receivedAt) {
            OutboundRequest request = SignatureSigner.of(GENERIC, List.of(SigningSecret.of(secret)))
                    .sign(
                            OutboundRequest.post("https://example.com", RawPayload.empty()),
                            Instant.parse(receivedAt),
                            "1");
            return provider.verifier().verify(request.receivedAt(Instant.parse(receivedAt)));
        }

        @Test
        void shouldBoundWhenASecretHoldsAndNameIt() throws Exception {
            ConfiguredProvider rotating = provider("""
                    {
                      scheme: generic,
                      secrets: [
                        { ref: "literal:old", keyId: k1, until: 2026-08-01T00:00:00Z },
                        { ref: "literal:new", keyId: k2, from: 2026-07-01T00:00:00Z },
                        "literal:always"
                      ]
                    }""");
            assertThat(verify(rotating, "old", "2026-07-31T23:59:59Z"))
                    .isEqualTo(new Verified("k1", GENERIC.coverage(), null));
            assertThat(verify(rotating, "old", "2026-08-01T00:00:00Z")).isInstanceOf(Refused.class);
            assertThat(verify(rotating, "new", "2026-06-30T23:59:59Z")).isInstanceOf(Refused.class);
            assertThat(verify(rotating, "new", "2026-07-01T00:00:00Z"))
                    .isEqualTo(new Verified("k2", GENERIC.coverage(), null));
            assertThat(verify(rotating, "always", "2030-01-01T00:00:00Z"))
                    .isEqualTo(new Verified("3", GENERIC.coverage(), null));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ until: 2026-08-01T00:00:00Z } | a secret needs its reference: write { ref: env:NAME, until: TIME }",
                    "{ ref: literal:s, until: tomorrow } | 'until' must be a time such as 2027-01-31T12:00:00Z",
                    "{ ref: literal:s, from: 2026-08-01T00:00:00Z, until: 2026-08-01T00:00:00Z } | 'until' must be later than 'from', or the secret never holds",
                    "{ ref: literal:s, untill: 2026-08-01T00:00:00Z } | 'untill' is not known in a secret: did you mean 'until'?",
                    "{ ref: s } | a secret is given by reference: write env:NAME, file:PATH, secretsmanager:NAME, or literal:VALUE for tests and demos",
                    "[ literal:s ] | an entry of 'secrets' must be a single value, not a list"
                })
        void shouldBeRefusedWithWhatWouldBeRight(String secret, String message) {
            assertThat(problems("providers:\n  a: { scheme: generic, secrets: [ " + secret + " ] }"))
                    .first()
                    .asString()
                    .endsWith(message);
        }
    }

    @Nested
    class Demanding {

        @Test
        void shouldRefuseSignaturesThatVouchForTooLittle() {
            assertThat(problems("""
                            server: { requireCoverage: [ body ] }
                            providers:
                              p: { scheme: paypal, config: { webhookId: W } }
                              o: { scheme: okta, secrets: [ literal:t ] }
                              s: { scheme: stripe, secrets: [ literal:whsec_x ] }
                            """))
                    .containsExactly(
                            "s.yaml:3:3: the signatures of scheme 'paypal' vouch for checksum of the body, time, id,"
                                    + " not for what 'requireCoverage' demands (body): use another scheme,"
                                    + " or write requireCoverage: [] for 'p' if you accept that",
                            "s.yaml:4:3: the signatures of scheme 'okta' vouch for nothing,"
                                    + " not for what 'requireCoverage' demands (body): use another scheme,"
                                    + " or write requireCoverage: [] for 'o' if you accept that");
        }

        @Test
        void shouldLetAProviderDemandSomethingElse() throws Exception {
            assertThat(gateway("""
                            server: { requireCoverage: [ body ] }
                            providers:
                              o: { scheme: okta, secrets: [ literal:t ], requireCoverage: [] }
                              n: { scheme: sns, config: { topicArn: "arn:aws:sns:a:1:t" }, requireCoverage: [ body-fields, time ] }
                            """).providers()).hasSize(2);
            assertThat(problems("""
                            providers:
                              g: { scheme: github, secrets: [ literal:s ], requireCoverage: [ body, time ] }
                            """)).singleElement().asString().contains("demands (time)");
        }

        @Test
        void shouldRefuseWordsThatItDoesNotKnow() {
            assertThatThrownBy(() -> gateway("server: { requireCoverage: [ boddy ] }"))
                    .isInstanceOf(ConfigRefusedException.class)
                    .hasMessageEndingWith(
                            "s.yaml:1:30: 'boddy' is nothing that 'requireCoverage' knows: did you mean 'body'?");
        }
    }
}
