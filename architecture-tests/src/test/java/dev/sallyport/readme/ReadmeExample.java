package dev.sallyport.readme;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Provider;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The embedding that the README shows, line by line. */
final class ReadmeExample {

    private final InstantSource clock;
    private final Supplier<? extends RandomGenerator> random;
    private final String secret;
    private final WebhookHandler handler;

    ReadmeExample(
            InstantSource clock, Supplier<? extends RandomGenerator> random, String secret, WebhookHandler handler) {
        this.clock = clock;
        this.random = random;
        this.secret = secret;
        this.handler = handler;
    }

    ReceiveWebhookResult receiveAndProcess(WebhookRequest request) {
        // README begins
        var stripe = SchemeCatalogue.builtIn().find("stripe");
        var gate = SignatureVerifier.of(stripe, List.of(SigningSecret.of(secret)));
        var acme = Provider.of(new ProviderId("acme"), gate, OrderingPolicy.byProvider(), RetryPolicy.ofProcessing());
        var parts = InboundParts.builder().clock(clock).random(random).handler(handler);
        parts.providers(Providers.of(List.of(acme))).store(new InMemoryWebhookStore());
        parts.archive(new InMemoryPayloadArchive()).repairRuns(new InMemoryRepairRunStore());
        parts.queue(new InMemoryProcessingQueue(clock)).publisher(new InMemoryEventPublisher());
        var sallyport = Inbound.of(parts.build());
        var answer = sallyport.receiving().receive(new ReceiveWebhookCommand(acme.id(), request));
        sallyport.working().workOnce(100);
        // README ends
        return answer;
    }
}
