package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.config.GatewayConfig;
import jakarta.inject.Singleton;

/** Providers for functions that receive nothing: they hold no secret of a provider, and may read none. */
@Module
public final class WithoutGatesModule {

    @Provides
    @Singleton
    Providers providers(GatewayConfig config) {
        return ConfiguredParts.providersWithoutGates(config);
    }

    @Provides
    @Singleton
    InboundParts parts(InboundParts.Builder parts) {
        return parts.build();
    }
}
