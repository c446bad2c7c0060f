package dev.sallyport.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.Lack;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryHandedOverSecrets;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemorySubscriptionConfirmer;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gate with handshakes: what is answered, what is counted, and that nothing of it is kept. */
class HandshakeReceivingTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final String SECRET = "a secret of our own";
    private static final String CONFIRMATION =
            "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://sns.eu-west-1.amazonaws.com/?Token=1\"}";

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryProcessingQueue queue = new InMemoryProcessingQueue(clock);
    private final InMemorySubscriptionConfirmer confirmer = new InMemorySubscriptionConfirmer();
    private final InMemoryHandedOverSecrets secrets = new InMemoryHandedOverSecrets();
    private final List<String> counted = new ArrayList<>();

    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void received(ProviderId provider) {
            counted.add("received");
        }

        @Override
        public void answered(ProviderId provider) {
            counted.add("answered");
        }

        @Override
        public void refused(ProviderId provider, String code) {
            counted.add("refused " + code);
        }

        @Override
        public void unavailable(ProviderId provider, String code) {
            counted.add("unavailable " + code);
        }
    };

    private static SignatureScheme scheme(String name) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new AssertionError("no scheme " + name);
        }
        return scheme;
    }

    /** Confirms as SNS wants it, with a signature that this test can make. */
    private static SignatureScheme confirming() {
        return SchemeCatalogue.builtIn()
                .reader()
                .read(
                        "acme",
                        Map.of(
                                "like",
                                "generic",
                                "handshake",
                                Map.of(
                                        "when",
                                        Map.of("method", "POST", "json:/Type", "SubscriptionConfirmation"),
                                        "signed",
                                        true,
                                        "confirm",
                                        Map.of("at", "json:/SubscribeURL", "hosts", List.of("sns.*.amazonaws.com")),
                                        "respond",
                                        Map.of("status", 200))));
    }

    private ReceiveWebhookResult receive(
            SignatureScheme scheme, WebhookRequest request, @Nullable HandedOverSecrets keeping, String... config) {
        VerifierOptions options = VerifierOptions.defaults();
        for (int i = 0; i < config.length; i += 2) {
            options = options.withConfig(config[i], config[i + 1]);
        }
        SignatureVerifier verifier = SignatureVerifier.of(scheme, List.of(SigningSecret.of(SECRET)), options);
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(
                        List.of(Provider.of(ACME, verifier, OrderingPolicy.byProvider(), RetryPolicy.ofProcessing()))))
                .store(store)
                .archive(archive)
                .queue(queue)
                .publisher(new InMemoryEventPublisher())
                .repairRuns(new InMemoryRepairRunStore())
                .subscriptionConfirmer(confirmer)
                .handedOverSecrets(keeping)
                .telemetry(telemetry)
                .clock(clock)
                .random(() -> new Random(1))
                .build());
        return inbound.receiving().receive(new ReceiveWebhookCommand(ACME, request));
    }

    private WebhookRequest request(String method, String url, String body, String... headers) {
        return new WebhookRequest(method, url, Headers.of(headers), payload(body), clock.instant());
    }

    private WebhookRequest signed(SignatureScheme scheme, String body) {
        return SignatureSigner.of(scheme, List.of(SigningSecret.of(SECRET)))
                .sign(OutboundRequest.post("https://example.com/in", payload(body)), clock.instant(), "msg_1")
                .receivedAt(clock.instant());
    }

    private static RawPayload payload(String body) {
        return RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertThatNothingWasKept() {
        assertThat(store.all()).isEmpty();
    }

    private static int statusOf(ReceiveWebhookResult result) {
        return result instanceof ReceiveWebhookResult.Answered answered
                ? answered.response().status()
                : 0;
    }

    @Test
    void shouldAnswerAndCountAHandshakeAndKeepNothing() {
        SignatureScheme slack = scheme("slack");
        ReceiveWebhookResult result =
                receive(slack, signed(slack, "{\"type\":\"url_verification\",\"challenge\":\"abc\"}"), secrets);

        assertThat(result).isInstanceOf(ReceiveWebhookResult.Answered.class);
        assertThat(((ReceiveWebhookResult.Answered) result).response().body()).isEqualTo(payload("abc"));
        assertThat(counted).containsExactly("received", "answered");
        assertThatNothingWasKept();
    }

    @Test
    void shouldCountARefusalInTheProvidersOwnFormAsRefused() {
        ReceiveWebhookResult result = receive(
                scheme("xero"),
                request(
                        "POST",
                        "https://example.com",
                        "{\"events\":[],\"lastEventSequence\":0}",
                        "x-xero-signature",
                        "AAAA"),
                secrets);

        assertThat(statusOf(result)).isEqualTo(401);
        assertThat(counted).containsExactly("received", "refused invalid-signature");
        assertThatNothingWasKept();
    }

    @Test
    void shouldConfirmASubscriptionBeforeItAnswers() {
        SignatureScheme scheme = confirming();

        assertThat(statusOf(receive(scheme, signed(scheme, CONFIRMATION), secrets)))
                .isEqualTo(200);
        assertThat(confirmer.called()).containsExactly(URI.create("https://sns.eu-west-1.amazonaws.com/?Token=1"));
        assertThatNothingWasKept();
    }

    @Test
    void shouldAskTheProviderToComeAgainIfTheSubscriptionCannotBeConfirmed() {
        SignatureScheme scheme = confirming();
        confirmer.answer(URI.create("https://sns.eu-west-1.amazonaws.com/?Token=1"), 503);

        assertThat(receive(scheme, signed(scheme, CONFIRMATION), secrets))
                .isEqualTo(new ReceiveWebhookResult.Unavailable(Duration.ofSeconds(5), Lack.HANDSHAKE));
        assertThat(counted).containsExactly("received", "unavailable unavailable");
    }

    @Test
    void shouldConfirmNothingThatIsNotSigned() {
        assertThat(receive(
                        confirming(),
                        request("POST", "https://example.com", CONFIRMATION, "X-Webhook-Signature", "00"),
                        secrets))
                .isEqualTo(new ReceiveWebhookResult.Refused(RefusalReason.INVALID_SIGNATURE));
        assertThat(confirmer.called()).isEmpty();
    }

    @Test
    void shouldKeepASecretForTheOperator() {
        WebhookRequest request = request("POST", "https://example.com", "{}", "X-Hook-Secret", "b537207f20cb");

        assertThat(statusOf(receive(scheme("asana"), request, secrets, "handshake", "accept")))
                .isEqualTo(200);
        assertThat(secrets.latest(ACME)).isEqualTo(new HandedOverSecret(ACME, "b537207f20cb", clock.instant()));
        assertThatNothingWasKept();
    }

    @Test
    void shouldTakeNoSecretWhereNothingKeepsIt() {
        WebhookRequest request = request("POST", "https://example.com", "{}", "X-Hook-Secret", "b537207f20cb");

        assertThat(receive(scheme("asana"), request, null, "handshake", "accept"))
                .isEqualTo(new ReceiveWebhookResult.Refused(RefusalReason.MISSING_HEADER));
    }

    @Test
    void shouldAskTheProviderToComeAgainIfASecretCannotBeKept() {
        WebhookRequest request = request("POST", "https://example.com", "{}", "X-Hook-Secret", "b537207f20cb");
        HandedOverSecrets broken = secret -> {
            throw new PortUnavailableException("the disk is full");
        };

        assertThat(receive(scheme("asana"), request, broken, "handshake", "accept"))
                .isEqualTo(new ReceiveWebhookResult.Unavailable(Duration.ofSeconds(5), Lack.HANDSHAKE));
    }

    @Test
    void shouldNotTakeASafeRequestForAWebhook() {
        SignatureScheme token = scheme("generic-token");

        assertThat(receive(token, request("GET", "https://example.com", "", "X-Webhook-Token", SECRET), secrets))
                .isEqualTo(new ReceiveWebhookResult.Refused(RefusalReason.MALFORMED));
        assertThatNothingWasKept();
    }
}
