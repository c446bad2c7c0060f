package dev.sallyport.lambda.process;

import dagger.Component;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.wiring.BurialModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.DeadLetterQueueModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import dev.sallyport.lambda.wiring.WithoutGatesModule;
import jakarta.inject.Singleton;

/** The function behind the queue of those that were given up. */
@Singleton
@Component(
        modules = {
            EnvironmentModule.class,
            TelemetryModule.class,
            ConfigurationModule.class,
            ClientsModule.class,
            InboundAdaptersModule.class,
            InboundPortsModule.class,
            DeadLetterQueueModule.class,
            WithoutGatesModule.class,
            BurialModule.class
        })
public interface DeadLetterComponent {

    /** Returns what works through batches. */
    WebhookBatches batches();
}
