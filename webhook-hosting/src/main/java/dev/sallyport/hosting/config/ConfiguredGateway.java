package dev.sallyport.hosting.config;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.hosting.config.SecretResolver.ResolvedSecrets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configuration whose schemes and secrets have been found and fit each other: all that is needed to start.
 *
 * @param providers by id, in the order written
 * @param adminToken null if none is configured
 */
public record ConfiguredGateway(
        GatewayConfig config,
        Map<ProviderId, ConfiguredProvider> providers,
        @Nullable SecretText adminToken) {

    public ConfiguredGateway {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /**
     * Reads a file and finds all that it refers to, on this machine.
     *
     * @throws ConfigRefusedException if anything in it, or anything it refers to, is missing or wrong
     */
    public static ConfiguredGateway read(Path file, Map<String, String> environment) throws ConfigRefusedException {
        SchemeCatalogue catalogue = SchemeCatalogue.builtIn();
        GatewayConfig config = new ConfigReader(Set.copyOf(catalogue.names())).read(file);
        Path parent = file.toAbsolutePath().getParent();
        return of(config, new SecretResolver(environment, parent == null ? file.toAbsolutePath() : parent), catalogue);
    }

    static ConfiguredGateway of(GatewayConfig config, SecretResolver resolver, SchemeCatalogue catalogue)
            throws ConfigRefusedException {
        ProviderRoster roster = ProviderRoster.withSchemes(config, resolver, catalogue);
        ResolvedSecrets secrets = resolver.resolve(config);
        Problems problems = new Problems();
        Map<ProviderId, ConfiguredProvider> providers = new LinkedHashMap<>();
        for (ProviderConfig provider : config.providers().values()) {
            ConfiguredProvider ready = roster.fit(
                    provider,
                    secrets.byProvider().getOrDefault(provider.id(), List.of()),
                    secrets.valuesByProvider().getOrDefault(provider.id(), Map.of()),
                    problems);
            if (ready != null) {
                providers.put(provider.id(), ready);
            }
        }
        ProviderRoster.checkFilters(config, problems);
        problems.throwIfAny();
        return new ConfiguredGateway(config, providers, secrets.adminToken());
    }
}
