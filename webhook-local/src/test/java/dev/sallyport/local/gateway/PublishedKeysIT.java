package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.calls.CallSettings;
import dev.sallyport.hosting.calls.ProviderCalls;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.telemetry.GatewayLog;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.fixture.ScriptedServer;
import dev.sallyport.testkit.fixture.TestCertificates;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that fetches keys and confirms subscriptions over TLS, from hosts that live on this machine. */
class PublishedKeysIT {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";
    /** Where the signer says that its certificate lies. */
    private static final String CERTIFICATE = "/SimpleNotificationService-0.pem";

    private static final String SUBSCRIBE = "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f";

    private static final String CONFIG = """
            providers:
              sns: { scheme: sns, config: { topicArn: "%s" } }
              ebay:
                scheme: ebay
                config: { verificationToken: v, endpoint: "https://example.com", clientId: us, clientSecret: env:EBAY_SECRET }
            """.formatted(TOPIC);

    @TempDir
    static Path common;

    private static TestCertificates hosts;
    private static TestCertificates sns;

    @TempDir
    Path directory;

    private final StringWriter log = new StringWriter();
    private final List<String> faults = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private ScriptedServer server;
    private Gateway gateway;

    @BeforeAll
    static void makeCertificates() throws Exception {
        hosts = TestCertificates.naming(common, "sns.us-east-1.amazonaws.com", "api.ebay.com");
        sns = TestCertificates.naming(common, "sns.amazonaws.com");
    }

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.start(hosts.context());
        GatewayLog telemetry = new GatewayLog(new JsonLines(new PrintWriter(log), Level.INFO, now::get));
        CallSettings settings = new CallSettings(
                TargetPolicy.builder().allowLoopback(true).build(),
                Duration.ofSeconds(60),
                hosts.context(),
                host -> List.of(InetAddress.getLoopbackAddress()),
                port -> server.port());
        gateway = Gateway.start(
                LocalStore.open(
                        directory.resolve("data"),
                        Clock.systemUTC(),
                        LocalStoreOptions.builder().build()),
                ConfiguredGateway.read(
                        Files.writeString(directory.resolve("s.yaml"), CONFIG), Map.of("EBAY_SECRET", "hush")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                now::get,
                telemetry,
                (during, fault) -> faults.add(during + ": " + fault),
                new GatewayExtras(
                        null,
                        DeliveryTelemetry.NONE,
                        ProviderCalls.with(settings, now::get, telemetry::keyNotFetched)));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.stop(Duration.ofSeconds(5));
        server.close();
        assertThat(faults).isEmpty();
    }

    private HttpResponse<String> send(String provider, String key, String keyId, String body) throws Exception {
        OutboundRequest signed = SignatureSigner.of(
                        SchemeCatalogue.builtIn().find(provider),
                        List.of(SigningSecret.of(key).withKeyId(keyId)))
                .sign(
                        OutboundRequest.post("https://example.com", RawPayload.copyOf(body.getBytes(UTF_8))),
                        now.get(),
                        "165545c9");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + gateway.address().getPort() + "/webhooks/" + provider))
                .POST(BodyPublishers.ofByteArray(signed.body().toByteArray()));
        for (int i = 0; i < signed.headers().size(); i++) {
            request.header(signed.headers().nameAt(i), signed.headers().valueAt(i));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private String published() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + gateway.address().getPort() + "/internal/published"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Nested
    class OfSns {

        private HttpResponse<String> deliver(String type, String more) throws Exception {
            return send(
                    "sns",
                    sns.privateKeyPem(),
                    "1",
                    "{\"Type\":\"%s\",\"MessageId\":\"165545c9\",\"TopicArn\":\"%s\",\"Message\":\"hello\"%s}"
                            .formatted(type, TOPIC, more));
        }

        private HttpResponse<String> subscribe() throws Exception {
            return deliver(
                    "SubscriptionConfirmation",
                    ",\"Token\":\"2336412f\",\"SubscribeURL\":\"https://sns.us-east-1.amazonaws.com" + SUBSCRIBE
                            + "\"");
        }

        @Test
        void shouldConfirmTheSubscriptionAndThenTakeNotificationsIn() throws Exception {
            server.answer(CERTIFICATE, 200, sns.certificatePem());
            server.answer(SUBSCRIBE, 200, "<ConfirmSubscriptionResponse/>");

            assertThat(subscribe().statusCode()).isEqualTo(200);
            HttpResponse<String> notification = deliver("Notification", "");

            assertThat(notification.statusCode()).as(notification.body()).isEqualTo(202);
            assertThat(deliver("Notification", "").body()).contains("\"duplicate\":true");
            assertThat(server.requests())
                    .as("the certificate once, the subscription once")
                    .containsExactly(
                            "GET https://sns.us-east-1.amazonaws.com" + CERTIFICATE,
                            "GET https://sns.us-east-1.amazonaws.com" + SUBSCRIBE);
            assertThat(log.toString()).isEmpty();
        }

        @Test
        void shouldSayWhatIsOutOfReachAndWhyToTheLog() throws Exception {
            server.answer(CERTIFICATE, 500, "");

            HttpResponse<String> response = deliver("Notification", "");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
            assertThat(response.body())
                    .contains("the key that this signature is checked by cannot be had at present; send it again");
            assertThat(log.toString())
                    .contains("\"event\":\"key-not-fetched\",\"host\":\"sns.us-east-1.amazonaws.com\","
                            + "\"reason\":\"answered 500\"")
                    .contains("\"event\":\"unavailable\",\"provider\":\"sns\",\"reason\":\"key-unavailable\"");

            server.answer(CERTIFICATE, 200, sns.certificatePem());
            now.updateAndGet(before -> before.plusSeconds(11));
            assertThat(deliver("Notification", "").statusCode()).isEqualTo(202);
        }

        @Test
        void shouldSayThatASubscriptionCouldNotBeConfirmed() throws Exception {
            server.answer(CERTIFICATE, 200, sns.certificatePem());
            server.answer(SUBSCRIBE, 503, "");

            HttpResponse<String> response = subscribe();

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("what the request asks for could not be done; send it again");
        }

        @Test
        void shouldRefuseWhatAnotherCertificateSigned() throws Exception {
            server.answer(CERTIFICATE, 200, hosts.certificatePem());

            assertThat(deliver("Notification", "").statusCode()).isEqualTo(401);
            assertThat(published()).contains("\"published\":[]");
        }
    }

    @Nested
    class OfEbay {

        private static final String TOKENS = "/identity/v1/oauth2/token";
        private static final String KEY = "/commerce/notification/v1/public_key/k-7";

        private final KeyPair keys = keyPair();

        private static KeyPair keyPair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private HttpResponse<String> deliver() throws Exception {
            String key = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            return send("ebay", key, "k-7", "{\"notification\":{\"notificationId\":\"n1\"}}");
        }

        private void publishKey() {
            server.answer(
                    KEY,
                    200,
                    "{\"algorithm\":\"ECDSA\",\"digest\":\"SHA1\",\"key\":\"-----BEGIN PUBLIC KEY-----"
                            + Base64.getEncoder()
                                    .encodeToString(keys.getPublic().getEncoded())
                            + "-----END PUBLIC KEY-----\"}");
        }

        @Test
        void shouldFetchTheKeyWithATokenForItsCredentials() throws Exception {
            server.answer(TOKENS, 200, "{\"access_token\":\"v^1.1#i\",\"expires_in\":7200}");
            publishKey();

            HttpResponse<String> response = deliver();

            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            assertThat(server.received().getLast().headers()).containsEntry("authorization", "Bearer v^1.1#i");
        }

        @Test
        void shouldLogNoCredentialWhenTheyAreRefused() throws Exception {
            server.answer(TOKENS, 401, "{\"error\":\"invalid_client\"}");
            publishKey();

            assertThat(deliver().statusCode()).isEqualTo(503);
            assertThat(log.toString())
                    .contains("\"host\":\"api.ebay.com\","
                            + "\"reason\":\"no token to ask for the key with: api.ebay.com answered 401\"")
                    .doesNotContain("hush")
                    .doesNotContain(Base64.getEncoder().encodeToString("us:hush".getBytes(UTF_8)));
        }
    }
}
