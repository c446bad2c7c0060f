package dev.sallyport.lambda.operate;

import dagger.Component;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.wiring.CipherModule;
import dev.sallyport.lambda.wiring.ClientsModule;
import dev.sallyport.lambda.wiring.ConfigurationModule;
import dev.sallyport.lambda.wiring.EnvironmentModule;
import dev.sallyport.lambda.wiring.HandedOverModule;
import dev.sallyport.lambda.wiring.InboundAdaptersModule;
import dev.sallyport.lambda.wiring.InboundPortsModule;
import dev.sallyport.lambda.wiring.OutboundAdaptersModule;
import dev.sallyport.lambda.wiring.OutboundPortsModule;
import dev.sallyport.lambda.wiring.ProcessingQueueModule;
import dev.sallyport.lambda.wiring.SecretsModule;
import dev.sallyport.lambda.wiring.TelemetryModule;
import dev.sallyport.lambda.wiring.WithoutGatesModule;
import jakarta.inject.Singleton;

/** The function that operators call. */
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
            WithoutGatesModule.class,
            OutboundAdaptersModule.class,
            OutboundPortsModule.class,
            OperatorApiModule.class
        })
public interface OperatorApiComponent {

    /** Returns the function. */
    HttpFunction function();
}
