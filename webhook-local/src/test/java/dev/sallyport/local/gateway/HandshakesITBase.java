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
import org.junit.jupiter.api.io.TempDir;

/** A gateway with a provider of each kind of handshake, and no webhook at the end. */
abstract class HandshakesITBase {

    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";

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

    static final List<String> CONFIRMED = new ArrayList<>();
    private static final List<String> FAULTS = new ArrayList<>();
    static TestCertificates sns;
    static boolean keysInReach = true;
    static boolean confirmsInReach = true;
    private static Gateway gateway;
    private static HttpClient client;
    static String base;

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

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> post(String pathAndQuery, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + pathAndQuery)).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> signed(String scheme, String secret, String body, String... headers) throws Exception {
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

    static void assertAnswer(HttpResponse<String> response, int status, String type, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo(type);
    }

    static void assertEmptyAnswer(HttpResponse<String> response, int status) {
        assertAnswer(response, status, "", "");
    }
}
