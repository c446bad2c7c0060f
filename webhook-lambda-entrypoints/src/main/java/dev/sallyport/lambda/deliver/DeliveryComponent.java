package dev.sallyport.lambda.deliver;

import dagger.Component;
import dev.sallyport.lambda.queue.DeliveryBatches;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.DeliveringModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import jakarta.inject.Singleton;

/** The function behind the queue of deliveries. */
@Singleton
@Component(
        modules = {
            EnvironmentModule.class,
            TelemetryModule.class,
            ConfigurationModule.class,
            ClientsModule.class,
            SecretsModule.class,
            CipherModule.class,
            OutboundAdaptersModule.class,
            OutboundPortsModule.class,
            DeliveringModule.class
        })
public interface DeliveryComponent {

    /** Returns what delivers. */
    DeliveryBatches batches();
}
