package dev.sallyport.core.application;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.Lack;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A gate whose secrets are looked up while it is at work. */
class ChangingSecretsTest {

    private static final SignatureScheme SCHEME = SchemeCatalogue.builtIn().find("generic");

    private final ManualClock clock = new ManualClock();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private SignatureVerifier verifier;
    private final Inbound inbound = Inbound.of(InboundParts.builder()
            .providers(Providers.of(
                    List.of(Provider.of(ACME, this::current, OrderingPolicy.byProvider(), RetryPolicy.ofProcessing()))))
            .store(store)
            .archive(new InMemoryPayloadArchive())
            .queue(new InMemoryProcessingQueue(clock))
            .publisher(new InMemoryEventPublisher())
            .repairRuns(new InMemoryRepairRunStore())
            .clock(clock)
            .random(() -> new Random(1))
            .build());

    private SignatureVerifier current() {
        if (verifier == null) {
            throw new PortUnavailableException("no secret yet");
        }
        return verifier;
    }

    private void configure(String secret) {
        verifier = SignatureVerifier.of(SCHEME, List.of(SigningSecret.of(secret)));
    }

    private ReceiveWebhookResult receiveSignedWith(String secret) {
        WebhookRequest request = SignatureSigner.of(SCHEME, List.of(SigningSecret.of(secret)))
                .sign(OutboundRequest.post("http://x/webhook", aBody("a")), clock.instant(), "a")
                .receivedAt(clock.instant());
        return inbound.receiving().receive(new ReceiveWebhookCommand(ACME, request));
    }

    @Test
    void shouldAskTheProviderToComeAgainWhileThereAreNone() {
        assertThat(receiveSignedWith("one"))
                .isEqualTo(new ReceiveWebhookResult.Unavailable(Duration.ofSeconds(5), Lack.KEY));

        configure("one");
        assertThat(receiveSignedWith("one")).isInstanceOf(ReceiveWebhookResult.Accepted.class);
    }

    @Test
    void shouldJudgeByTheSecretsOfTheMoment() {
        configure("one");
        assertThat(receiveSignedWith("two")).isInstanceOf(ReceiveWebhookResult.Refused.class);

        configure("two");
        assertThat(receiveSignedWith("two")).isInstanceOf(ReceiveWebhookResult.Accepted.class);
        assertThat(receiveSignedWith("one")).isInstanceOf(ReceiveWebhookResult.Refused.class);
    }
}
