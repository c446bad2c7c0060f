package dev.sallyport.lambda.event;

import dagger.Component;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.renewal.Snapshot;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import jakarta.inject.Singleton;

/** The function that tenants call. */
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
            EventApiModule.class
        })
public interface EventApiComponent {

    /** Returns the function. */
    HttpFunction function();

    /** Returns what is done around snapshots. */
    Snapshot snapshot();
}
