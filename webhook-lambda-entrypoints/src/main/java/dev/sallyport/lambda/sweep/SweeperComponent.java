package dev.sallyport.lambda.sweep;

import dagger.Component;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.ProcessingQueueModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import dev.sallyport.lambda.wiring.WithoutGatesModule;
import jakarta.inject.Singleton;

/** The function that a schedule starts. */
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
            ProcessingQueueModule.class,
            WithoutGatesModule.class,
            OutboundAdaptersModule.class,
            OutboundPortsModule.class,
            SweeperModule.class
        })
public interface SweeperComponent {

    /** Returns what sweeps. */
    Sweep sweep();
}
