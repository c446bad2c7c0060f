package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.ProviderRoster;
import dev.sallyport.hosting.config.SecretResolver;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Set;

/** The configuration, which a layer brings as JSON. */
@Module
public final class ConfigurationModule {

    private static final String USUAL_PLACE = "/opt/sallyport/sallyport.json";

    @Provides
    @Singleton
    SchemeCatalogue catalogue() {
        return SchemeCatalogue.builtIn();
    }

    @Provides
    @Singleton
    GatewayConfig config(Environment environment, SchemeCatalogue catalogue) {
        try {
            return new ConfigReader(Set.copyOf(catalogue.names())).readJson(place(environment));
        } catch (ConfigRefusedException e) {
            throw new IllegalStateException("the configuration cannot be used: " + e.getMessage(), e);
        }
    }

    @Provides
    @Singleton
    ProviderRoster roster(
            Environment environment, GatewayConfig config, SchemeCatalogue catalogue, SecretSource secrets) {
        Path directory = place(environment).toAbsolutePath().getParent();
        SecretResolver resolver =
                new SecretResolver(environment.all(), directory == null ? Path.of("/") : directory, secrets);
        try {
            return ProviderRoster.of(config, resolver, catalogue);
        } catch (ConfigRefusedException e) {
            throw new IllegalStateException("the configuration cannot be used: " + e.getMessage(), e);
        }
    }

    private static Path place(Environment environment) {
        return Path.of(environment.text("SALLYPORT_CONFIG", USUAL_PLACE));
    }
}
