package dev.sallyport.lambda.process;

import dagger.Component;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.ProcessingModule;
import dev.sallyport.lambda.wiring.ProcessingQueueModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import dev.sallyport.lambda.wiring.WithoutGatesModule;
import jakarta.inject.Singleton;

/** The function behind the queue of webhooks. */
@Singleton
@Component(
        modules = {
            EnvironmentModule.class,
            TelemetryModule.class,
            ConfigurationModule.class,
            ClientsModule.class,
            InboundAdaptersModule.class,
            InboundPortsModule.class,
            ProcessingQueueModule.class,
            WithoutGatesModule.class,
            ProcessingModule.class
        })
public interface ProcessorComponent {

    /** Returns what works through batches. */
    WebhookBatches batches();
}
