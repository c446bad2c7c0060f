package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.inline.BundledBatches;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.telemetry.Invocations;
import dev.sallyport.lambda.telemetry.Traces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What is done with the webhooks of a batch that the queue gave up: they are recorded as dead. */
@Module
public final class BurialModule {

    @Provides
    @Singleton
    WebhookBatches batches(
            BundledBatches bundled,
            InboundParts parts,
            ProcessingQueue queue,
            Traces traces,
            Invocations invocations,
            InstantSource clock) {
        BundledBatchWork work = new BundledBatchWork(
                bundled::openDeadLetters,
                parts,
                (inbound, batch, until) -> inbound.givingUp().giveUp(batch));
        return new WebhookBatches(work, queue, traces, invocations, clock);
    }
}
