package dev.sallyport.lambda.receive;

import dagger.Component;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.renewal.Snapshot;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.GatesModule;
import dev.sallyport.lambda.wiring.HandedOverModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.ProcessingQueueModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import jakarta.inject.Singleton;

/** The function that providers call. */
@Singleton
@Component(
        modules = {
            EnvironmentModule.class,
            TelemetryModule.class,
            ConfigurationModule.class,
            ClientsModule.class,
            SecretsModule.class,
            CipherModule.class,
            HandedOverModule.class,
            InboundAdaptersModule.class,
            InboundPortsModule.class,
            ProcessingQueueModule.class,
            GatesModule.class,
            ReceiverModule.class
        })
public interface ReceiverComponent {

    /** Returns the function. */
    HttpFunction function();

    /** Returns what is done around snapshots. */
    Snapshot snapshot();
}
