package dev.sallyport.lambda.fanout;

import dagger.Component;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import jakarta.inject.Singleton;

/** The function between the bus and tenants' endpoints. */
@Singleton
@Component(
        modules = {
            EnvironmentModule.class,
            TelemetryModule.class,
            ConfigurationModule.class,
            ClientsModule.class,
            SecretsModule.class,
            CipherModule.class,
            InboundAdaptersModule.class,
            InboundPortsModule.class,
            OutboundAdaptersModule.class,
            OutboundPortsModule.class,
            FanOutModule.class
        })
public interface FanOutComponent {

    /** Returns what forwards. */
    FanOut fanOut();
}
