package dev.sallyport.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.Lack;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gate and a provider that publishes its keys: what it says while it cannot tell whether a signature holds. */
class UnavailableKeyReceivingTest {

    private static final ProviderId EBAY = new ProviderId("ebay");
    private static final KeyPair KEYS = keys();

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final List<String> counted = new ArrayList<>();

    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void received(ProviderId provider) {
            counted.add("received");
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

    private static KeyPair keys() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(1);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignatureScheme scheme() {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find("ebay");
        if (scheme == null) {
            throw new AssertionError("no scheme ebay");
        }
        return scheme;
    }

    private WebhookRequest signed() {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        RawPayload body =
                RawPayload.copyOf("{\"notification\":{\"notificationId\":\"n1\"}}".getBytes(StandardCharsets.UTF_8));
        return SignatureSigner.of(scheme(), List.of(SigningSecret.of(key).withKeyId("kid-1")))
                .sign(OutboundRequest.post("https://example.com/in", body), clock.instant(), "msg_1")
                .receivedAt(clock.instant());
    }

    private ReceiveWebhookResult receive(KeyResolver resolver) {
        SignatureVerifier verifier = SignatureVerifier.of(
                scheme(),
                List.of(),
                VerifierOptions.defaults()
                        .withConfig("clientId", "us")
                        .withConfig("clientSecret", "hush")
                        .withKeyResolver(resolver));
        Inbound inbound = Inbound.of(InboundParts.builder()
                .providers(Providers.of(
                        List.of(Provider.of(EBAY, verifier, OrderingPolicy.byProvider(), RetryPolicy.ofProcessing()))))
                .store(store)
                .archive(new InMemoryPayloadArchive())
                .queue(new InMemoryProcessingQueue(clock))
                .publisher(new InMemoryEventPublisher())
                .repairRuns(new InMemoryRepairRunStore())
                .telemetry(telemetry)
                .clock(clock)
                .random(() -> new Random(1))
                .build());
        return inbound.receiving().receive(new ReceiveWebhookCommand(EBAY, signed()));
    }

    private static KeyResolution published(KeyRequest request) {
        return KeyResolution.ofDocument(
                request, Base64.getEncoder().encode(KEYS.getPublic().getEncoded()));
    }

    @Test
    void shouldAskTheProviderToComeAgainWhileItsKeyCannotBeHad() {
        assertThat(receive(request -> new KeyResolution.Unavailable("out of reach")))
                .isEqualTo(new ReceiveWebhookResult.Unavailable(Duration.ofSeconds(5), Lack.KEY));

        assertThat(counted).containsExactly("received", "unavailable key-unavailable");
        assertThat(store.all()).isEmpty();
    }

    @Test
    void shouldRefuseASignatureByAKeyThatTheProviderDoesNotKnow() {
        assertThat(receive(request -> new KeyResolution.Absent()))
                .isEqualTo(new ReceiveWebhookResult.Refused(RefusalReason.INVALID_SIGNATURE));

        assertThat(counted).containsExactly("received", "refused invalid-signature");
        assertThat(store.all()).isEmpty();
    }

    @Test
    void shouldAcceptTheSameRequestOnceTheKeyIsThere() {
        assertThat(receive(request -> new KeyResolution.Unavailable("out of reach")))
                .isInstanceOf(ReceiveWebhookResult.Unavailable.class);
        assertThat(receive(UnavailableKeyReceivingTest::published)).isInstanceOf(ReceiveWebhookResult.Accepted.class);

        assertThat(store.all()).hasSize(1);
    }
}
