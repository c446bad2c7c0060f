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

/** What is done with the webhooks of a batch: they are processed. */
@Module
public final class ProcessingModule {

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
                bundled::open,
                parts,
                (inbound, batch, until) -> inbound.processing().process(batch, until));
        return new WebhookBatches(work, queue, traces, invocations, clock);
    }
}
