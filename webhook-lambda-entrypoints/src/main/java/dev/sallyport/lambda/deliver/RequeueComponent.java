package dev.sallyport.lambda.deliver;

import dagger.Component;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.DeadDeliveriesModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import jakarta.inject.Singleton;

/** The function that puts deliveries back to work. */
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
            DeadDeliveriesModule.class,
            RequeueModule.class
        })
public interface RequeueComponent {

    /** Returns the function. */
    RequeueFunction function();
}
