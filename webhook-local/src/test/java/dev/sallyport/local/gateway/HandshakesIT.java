package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.calls.ProviderCalls;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.fixture.TestCertificates;
import java.io.IOException;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries the endpoint as each provider does, over HTTP, and looks at every byte of the answer. */
class HandshakesIT {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";

    private static final String CONFIG = """
            providers:
              asana: { scheme: asana, secrets: [ literal:s ], config: { handshake: accept } }
              azure-event-grid: { scheme: azure-event-grid, secrets: [ literal:url-secret ] }
              braintree: { scheme: braintree, secrets: [ literal:secretKey ], config: { publicKey: my_public_key } }
              discord: { scheme: discord, secrets: [ file:discord.pem ] }
              dropbox: { scheme: dropbox, secrets: [ literal:s ] }
              ebay: { scheme: ebay, config: { verificationToken: "71745723-d031-455c-bfa5-f90d11b4f20a", endpoint: "http://www.testendpoint.com/webhook", clientId: us, clientSecret: s } }
              meta: { scheme: meta, secrets: [ literal:s ], config: { verifyToken: meatyhamhock } }
              microsoft-graph: { scheme: microsoft-graph, secrets: [ literal:state ] }
              monday: { scheme: monday, secrets: [ literal:url-secret ] }
              notion: { scheme: notion, secrets: [ literal:s ], config: { handshake: accept } }
              nylas: { scheme: nylas, secrets: [ literal:s ] }
              okta: { scheme: okta, secrets: [ literal:s ] }
              ringcentral: { scheme: ringcentral, secrets: [ literal:s ] }
              slack: { scheme: slack, secrets: [ literal:slack-secret ] }
              sns: { scheme: sns, config: { topicArn: "%s" } }
              strava: { scheme: strava, secrets: [ literal:url-secret ], config: { verifyToken: STRAVA } }
              trello: { scheme: trello, secrets: [ literal:s ] }
              twitch: { scheme: twitch, secrets: [ literal:twitch-secret ] }
              twitter: { scheme: twitter, secrets: [ literal:consumer-secret ] }
              xero: { scheme: xero, secrets: [ literal:xero-secret ] }
              zoom: { scheme: zoom, secrets: [ literal:zoom-secret-token ] }
            """.formatted(TOPIC);

    @TempDir
    static Path directory;

    private static final List<String> CONFIRMED = new ArrayList<>();
    private static final List<String> FAULTS = new ArrayList<>();
    private static TestCertificates sns;
    private static boolean keysInReach = true;
    private static boolean confirmsInReach = true;
    private static Gateway gateway;
    private static HttpClient client;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        sns = TestCertificates.naming(directory, "sns.amazonaws.com");
        Files.writeString(
                directory.resolve("discord.pem"),
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                        + "-----END PUBLIC KEY-----\n");
        ProviderCalls calls = new ProviderCalls(
                request -> keysInReach
                        ? KeyResolution.ofDocument(request, certificate())
                        : new KeyResolution.Unavailable("out of reach"),
                (provider, url) -> {
                    if (!confirmsInReach) {
                        throw new PortUnavailableException("out of reach");
                    }
                    CONFIRMED.add(provider + " " + url);
                });
        gateway = Gateway.start(
                LocalStore.open(
                        directory.resolve("data"),
                        Clock.systemUTC(),
                        LocalStoreOptions.builder().build()),
                ConfiguredGateway.read(Files.writeString(directory.resolve("s.yaml"), CONFIG), Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> FAULTS.add(during + ": " + fault),
                new GatewayExtras(null, DeliveryTelemetry.NONE, calls));
        base = "http://localhost:" + gateway.address().getPort();
        client = HttpClient.newHttpClient();
    }

    private static byte[] certificate() {
        try {
            return sns.certificatePem().getBytes(UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stopHavingKeptNoWebhook() throws Exception {
        assertThat(get("/internal/webhooks").body()).contains("\"webhooks\":[]");
        gateway.stop(Duration.ofSeconds(10));
        client.close();
        assertThat(FAULTS).isEmpty();
    }

    @BeforeEach
    void reset() {
        CONFIRMED.clear();
        keysInReach = true;
        confirmsInReach = true;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> post(String pathAndQuery, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + pathAndQuery)).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> signed(String scheme, String secret, String body, String... headers)
            throws Exception {
        OutboundRequest request =
                OutboundRequest.post(base + "/webhooks/" + scheme, RawPayload.adopt(body.getBytes(UTF_8)));
        for (int i = 0; i < headers.length; i += 2) {
            request = request.withHeader(headers[i], headers[i + 1]);
        }
        OutboundRequest signed = SignatureSigner.of(
                        Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme)),
                        List.of(SigningSecret.of(secret)))
                .sign(request, Instant.now(), "msg_1");
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(signed.url()))
                .POST(BodyPublishers.ofByteArray(signed.body().toByteArray()));
        for (int i = 0; i < signed.headers().size(); i++) {
            builder.header(signed.headers().nameAt(i), signed.headers().valueAt(i));
        }
        return send(builder);
    }

    private static void assertAnswer(HttpResponse<String> response, int status, String type, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo(type);
    }

    private static void assertEmptyAnswer(HttpResponse<String> response, int status) {
        assertAnswer(response, status, "", "");
    }

    @Nested
    class ByGet {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "meta?hub.mode=subscribe&hub.verify_token=meatyhamhock&hub.challenge=1158201444 ; 1158201444",
                    "dropbox?challenge=abc-123 ; abc-123",
                    "nylas?challenge=xyz ; xyz",
                    "braintree?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53"
                            + " ; my_public_key|54a00195c77232e50bc94fe9aac407d3f11575e1",
                })
        void shouldEchoTheChallengeAsText(String target, String body) throws Exception {
            assertAnswer(get("/webhooks/" + target), 200, "text/plain; charset=utf-8", body);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '`',
                value = {
                    "strava?hub.mode=subscribe&hub.verify_token=STRAVA&hub.challenge=15f7d1a91c1f40f8a748fd134752feb3"
                            + ";{\"hub.challenge\":\"15f7d1a91c1f40f8a748fd134752feb3\"}",
                    "twitter?crc_token=challenge_string_9Xj"
                            + ";{\"response_token\":\"sha256=gaaWGDoXZFMZyoEw+EySZxt5KAvkFH3Zen4u8nT43kQ=\"}",
                    "ebay?challenge_code=a8628072-3d33-45ee-9004-bee86830a22d"
                            + ";{\"challengeResponse\":\"ca527df75caa230092d7e90484071e8f05d63068f1317973d6a3a42593734bbb\"}",
                })
        void shouldAnswerTheChallengeInJson(String target, String body) throws Exception {
            assertAnswer(get("/webhooks/" + target), 200, "application/json", body);
        }

        @Test
        void shouldAnswerAChallengeInAHeader() throws Exception {
            assertAnswer(
                    get("/webhooks/okta", "X-Okta-Verification-Challenge", "abc123"),
                    200,
                    "application/json",
                    "{\"verification\":\"abc123\"}");
        }

        @Test
        void shouldRefuseAWrongTokenAndAnUnsafeChallenge() throws Exception {
            assertThat(get("/webhooks/meta?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(get("/webhooks/dropbox?challenge=%3Cscript%3E").statusCode())
                    .isEqualTo(400);
            assertThat(get("/webhooks/zoom").statusCode()).isEqualTo(400);
        }

        @Test
        void shouldAnswerTrellosHead() throws Exception {
            assertEmptyAnswer(
                    send(HttpRequest.newBuilder(URI.create(base + "/webhooks/trello"))
                            .method("HEAD", BodyPublishers.noBody())),
                    200);
        }
    }

    @Nested
    class ByUnsignedPost {

        @Test
        void shouldEchoWhatEachProviderWantsToSeeAgain() throws Exception {
            assertAnswer(
                    post("/webhooks/microsoft-graph?validationToken=Validation%3A%20Testing%20client", ""),
                    200,
                    "text/plain; charset=utf-8",
                    "Validation: Testing client");
            assertAnswer(
                    post(
                            "/webhooks/monday",
                            "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}"),
                    200,
                    "application/json",
                    "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}");
            assertAnswer(
                    post(
                            "/webhooks/azure-event-grid",
                            "[{\"data\":{\"validationCode\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}}]",
                            "aeg-event-type",
                            "SubscriptionValidation"),
                    200,
                    "application/json",
                    "{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}");
            HttpResponse<String> ringcentral = post("/webhooks/ringcentral", "", "Validation-Token", "tok-1");
            assertEmptyAnswer(ringcentral, 200);
            assertThat(ringcentral.headers().allValues("Validation-Token")).containsExactly("tok-1");
        }

        @Test
        void shouldKeepHandedOverSecretsForTheOperator() throws Exception {
            HttpResponse<String> asana = post("/webhooks/asana", "{}", "X-Hook-Secret", "b537207f20cbfa02");
            assertEmptyAnswer(asana, 200);
            assertThat(asana.headers().allValues("X-Hook-Secret")).containsExactly("b537207f20cbfa02");
            assertEmptyAnswer(
                    post(
                            "/webhooks/notion",
                            "{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0\"}"),
                    200);

            assertThat(get("/internal/handed-over-secrets").body())
                    .contains("{\"provider\":\"asana\",\"secret\":\"b537207f20cbfa02\",\"received_at\":\"")
                    .contains("{\"provider\":\"notion\",\"secret\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0\"");
        }
    }

    @Nested
    class BySignedPost {

        @Test
        void shouldAnswerChallenges() throws Exception {
            assertAnswer(
                    signed("slack", "slack-secret", "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2r\"}"),
                    200,
                    "text/plain; charset=utf-8",
                    "3eZbrw1aBm2r");
            assertAnswer(
                    signed(
                            "zoom",
                            "zoom-secret-token",
                            "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"}}"),
                    200,
                    "application/json",
                    "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                            + "\"d9e0d764a78494688ba3f2d5c0ed4ca311394b4834d959759213424d2df961e3\"}");
            assertAnswer(
                    signed(
                            "twitch",
                            "twitch-secret",
                            "{\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\"}",
                            "Twitch-Eventsub-Message-Type",
                            "webhook_callback_verification"),
                    200,
                    "text/plain; charset=utf-8",
                    "pogchamp-kappa-360noscope-vohiyo");
        }

        @Test
        void shouldRefuseChallengesThatAreNotSigned() throws Exception {
            assertThat(signed("slack", "guess", "{\"type\":\"url_verification\",\"challenge\":\"x\"}")
                            .statusCode())
                    .isEqualTo(401);
            assertEmptyAnswer(
                    post(
                            "/webhooks/discord",
                            "{\"type\":1}",
                            "X-Signature-Ed25519",
                            "00".repeat(64),
                            "X-Signature-Timestamp",
                            String.valueOf(Instant.now().getEpochSecond())),
                    401);
        }

        @Test
        void shouldTellRightFromWrongAsXeroTriesIt() throws Exception {
            String intent =
                    "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"S0m3r4Nd0mt3xt\"}";

            assertEmptyAnswer(signed("xero", "xero-secret", intent), 200);
            assertEmptyAnswer(signed("xero", "wrong", intent), 401);
        }
    }

    @Nested
    class BySns {

        private static final String SUBSCRIBE =
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f";

        private HttpResponse<String> confirmation(String topic) throws Exception {
            return signed(
                    "sns",
                    sns.privateKeyPem(),
                    ("{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"165545c9\",\"Token\":\"2336412f\","
                                    + "\"TopicArn\":\"%s\",\"Message\":\"You have chosen to subscribe\","
                                    + "\"SubscribeURL\":\"%s\"}")
                            .formatted(topic, SUBSCRIBE));
        }

        @Test
        void shouldConfirmTheSubscriptionOfTheConfiguredTopic() throws Exception {
            assertEmptyAnswer(confirmation(TOPIC), 200);
            assertThat(CONFIRMED).containsExactly("sns " + SUBSCRIBE);
        }

        @Test
        void shouldConfirmNoOtherTopic() throws Exception {
            assertThat(confirmation("arn:aws:sns:us-east-1:999999999999:mine").statusCode())
                    .isEqualTo(401);
            assertThat(CONFIRMED).isEmpty();
        }

        @Test
        void shouldAskToComeAgainWhileTheCertificateIsOutOfReach() throws Exception {
            keysInReach = false;

            HttpResponse<String> response = confirmation(TOPIC);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
            assertThat(CONFIRMED).isEmpty();
        }

        @Test
        void shouldAskToComeAgainWhileTheConfirmationIsOutOfReach() throws Exception {
            confirmsInReach = false;

            assertThat(confirmation(TOPIC).statusCode()).isEqualTo(503);
        }
    }
}
