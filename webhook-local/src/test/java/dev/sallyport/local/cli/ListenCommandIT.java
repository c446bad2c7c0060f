package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.delivery.UrlVerdict;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.hosting.sending.ApacheHttpSender;
import dev.sallyport.hosting.sending.SenderSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 'listen' in this process, spoken to over HTTP. */
@Timeout(60)
class ListenCommandIT {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final RawPayload BODY = RawPayload.adopt("{\"a\":1}".getBytes(UTF_8));

    private final FakeTerminal terminal = new FakeTerminal(false, Map.of("ENDPOINT_SECRET", SECRET));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    private CompletableFuture<Integer> listen(String... arguments) {
        List<String> all = new ArrayList<>(List.of("listen", "--port", "0"));
        all.addAll(List.of(arguments));
        return CompletableFuture.supplyAsync(() -> Sallyport.run(terminal.terminal(), all.toArray(String[]::new)));
    }

    private URI address() throws InterruptedException {
        while (true) {
            Matcher found = ADDRESS.matcher(terminal.err());
            if (found.find()) {
                return URI.create(found.group() + "/hook?x=1");
            }
            Thread.onSpinWait();
        }
    }

    private static OutboundRequest signed(String scheme, String secret) {
        return SignatureSigner.of(
                        Objects.requireNonNull(SchemeCatalogue.builtIn().find(scheme)),
                        List.of(SigningSecret.of(secret.getBytes(UTF_8))))
                .sign(OutboundRequest.post("http://localhost/hook?x=1", BODY), Instant.now(), "evt_1");
    }

    private HttpResponse<String> post(OutboundRequest request) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(address())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toByteArray()));
        for (int i = 0; i < request.headers().size(); i++) {
            post.header(request.headers().nameAt(i), request.headers().valueAt(i));
        }
        return client.send(post.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldVerifyBothStylesAndPrintALineForEach() throws Exception {
        CompletableFuture<Integer> command = listen("--secret", "env:ENDPOINT_SECRET", "--count", "2", "--body");

        int standard = post(signed("standard-webhooks", SECRET)
                        .withHeader("Sallyport-Event-Type", "invoice.paid")
                        .withHeader("Sallyport-Attempt", "2"))
                .statusCode();
        int stripe = post(signed("stripe", SECRET)).statusCode();

        assertThat(command.get()).isZero();
        assertThat(List.of(standard, stripe)).containsExactly(200, 200);
        assertThat(terminal.out().lines().map(line -> line.replaceFirst("^20\\S+ ", "")))
                .containsExactly(
                        "POST /hook evt_1 invoice.paid attempt 2 7 bytes verified -> 200",
                        "{\"a\":1}",
                        "POST /hook - - - 7 bytes verified -> 200",
                        "{\"a\":1}");
        assertThat(terminal.err()).endsWith("sallyport: received 2, refused 0\n");
    }

    @Test
    void shouldRefuseWhatIsNotSignedWithTheSecretAndSaySoByTheExitStatus() throws Exception {
        CompletableFuture<Integer> command = listen("--secret", "env:ENDPOINT_SECRET", "--count", "2", "--json");

        int forged = post(signed("stripe", "another")).statusCode();
        int unsigned = post(OutboundRequest.post("http://localhost/", BODY)).statusCode();

        assertThat(command.get()).isEqualTo(1);
        assertThat(List.of(forged, unsigned)).containsExactly(401, 401);
        assertThat(terminal.out())
                .contains("\"signature\":\"invalid-signature\",\"status\":401")
                .contains("\"signature\":\"unsigned\",\"status\":401");
    }

    @Test
    void shouldFailTheFirstRequestsAsItIsTold() throws Exception {
        CompletableFuture<Integer> command = listen(
                "--status", "503", "--retry-after", "5", "--fail-first", "2", "--delay", "PT0.01S", "--count", "3");
        OutboundRequest request = OutboundRequest.post("http://localhost/", BODY);

        HttpResponse<String> first = post(request);
        HttpResponse<String> second = post(request);
        HttpResponse<String> third = post(request);

        assertThat(command.get()).isZero();
        assertThat(List.of(first.statusCode(), second.statusCode(), third.statusCode()))
                .containsExactly(503, 503, 200);
        assertThat(first.headers().firstValue("Retry-After")).contains("5");
        assertThat(third.headers().firstValue("Retry-After")).isEmpty();
        assertThat(terminal.out()).contains("unchecked -> 503").contains("unchecked -> 200");
    }

    @Test
    void shouldHangAsItIsTold() throws Exception {
        CompletableFuture<Integer> command = listen("--hang", "--fail-first", "1", "--count", "2");
        HttpRequest hanging = HttpRequest.newBuilder(address())
                .POST(HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();

        CompletableFuture<HttpResponse<String>> first = client.sendAsync(hanging, HttpResponse.BodyHandlers.ofString());
        while (!terminal.out().contains("no answer")) {
            Thread.onSpinWait();
        }
        boolean answered = first.isDone();
        HttpResponse<String> second = post(OutboundRequest.post("http://localhost/", BODY));

        assertThat(answered).isFalse();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(command.get()).isZero();
        assertThat(first.get().statusCode()).isEqualTo(503);
    }

    /** Sends to a receiver by Sallyport's own sender, whose deadline and cap must hold against all of it. */
    private SendOutcome deliver(Duration deadline) throws Exception {
        TargetPolicy anywhere = TargetPolicy.builder()
                .allowHttp(true)
                .allowLoopback(true)
                .ports(List.of(new PortRange(1, 65_535)))
                .build();
        TargetUrl target = ((UrlVerdict.Allowed) anywhere.judge(address().toString())).url();
        try (ApacheHttpSender sender = new ApacheHttpSender(SenderSettings.defaults())) {
            return sender.send(new SendRequest(
                    target,
                    List.of(Objects.requireNonNull(IpAddress.parse("127.0.0.1"))),
                    Headers.none(),
                    BODY,
                    deadline));
        }
    }

    @ParameterizedTest
    @CsvSource({"--endless, PT30S, 16384", "--bomb, PT30S, 16384", "--drip, PT5S, 1"})
    void shouldGoOnWithoutEndAsItIsTold(String manner, Duration deadline, int atLeast) throws Exception {
        CompletableFuture<Integer> command = listen(manner, "--status", "202", "--fail-first", "1", "--count", "2");

        assertThat(deliver(deadline)).isInstanceOfSatisfying(SendOutcome.Response.class, response -> {
            assertThat(response.status()).isEqualTo(202);
            assertThat(response.excerpt().truncated()).isTrue();
            assertThat(response.excerpt().bytes().size()).isBetween(atLeast, 16_384);
        });
        assertThat(post(OutboundRequest.post("http://localhost/", BODY)).statusCode())
                .isEqualTo(200);
        assertThat(command.get()).isZero();
    }

    @Test
    void shouldCloseTheConnectionAsItIsTold() throws Exception {
        CompletableFuture<Integer> command = listen("--close", "--count", "1");

        assertThat(deliver(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        SendOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(DeliveryError.CONNECTION_LOST));
        assertThat(command.get()).isZero();
        assertThat(terminal.out()).contains("no answer");
    }

    @Test
    void shouldAnswerInOneMannerAtATime() {
        assertThat(listen("--hang", "--drip").join()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        assertThat(listen("--status", "100").join()).isEqualTo(1);
        assertThat(listen("--delay", "soon").join()).isEqualTo(1);
        assertThat(listen("--scheme", "none-such").join()).isEqualTo(1);
        assertThat(listen("--secret", "env:ABSENT").join()).isEqualTo(1);
        assertThat(terminal.err())
                .contains("a status is 200 to 599, not 100")
                .contains("--delay must be a duration such as PT2S")
                .contains("there is no scheme 'none-such'")
                .contains("ABSENT");
    }
}
