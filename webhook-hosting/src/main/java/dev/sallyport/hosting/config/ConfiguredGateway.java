package dev.sallyport.hosting.config;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.catalogue.SchemeDefinitionException;
import dev.sallyport.hosting.config.SecretResolver.ResolvedSecrets;
import dev.sallyport.hosting.filter.RulerEventFilter;
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
        Problems problems = new Problems();
        Map<String, SignatureScheme> schemes = definedSchemes(config, catalogue, problems);
        problems.throwIfAny();
        ResolvedSecrets secrets = resolver.resolve(config);
        Map<ProviderId, ConfiguredProvider> providers = new LinkedHashMap<>();
        for (ProviderConfig provider : config.providers().values()) {
            SignatureScheme defined = schemes.get(provider.scheme());
            SignatureScheme scheme = defined == null ? catalogue.find(provider.scheme()) : defined;
            if (scheme == null) {
                throw new IllegalStateException("the reader let an unknown scheme pass: " + provider.scheme());
            }
            ConfiguredProvider ready = new ProviderFitting(config.server(), provider, scheme, problems)
                    .fit(
                            secrets.byProvider().getOrDefault(provider.id(), List.of()),
                            secrets.valuesByProvider().getOrDefault(provider.id(), Map.of()));
            if (ready != null) {
                providers.put(provider.id(), ready);
            }
        }
        checkFilters(config, problems);
        problems.throwIfAny();
        return new ConfiguredGateway(config, providers, secrets.adminToken());
    }

    private static void checkFilters(GatewayConfig config, Problems problems) {
        EventFilter filter = new RulerEventFilter();
        for (ForwardingRule rule : config.forwarding()) {
            String pattern = rule.filter();
            String problem = pattern == null ? null : filter.problemWith(pattern);
            if (problem != null) {
                problems.add(rule.at(), "the 'filter' of this rule cannot be used: " + problem);
            }
        }
    }

    private static Map<String, SignatureScheme> definedSchemes(
            GatewayConfig config, SchemeCatalogue catalogue, Problems problems) {
        Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
        config.schemes().forEach((name, definition) -> {
            try {
                schemes.put(name, catalogue.reader().read(name, PlainValues.of(definition)));
            } catch (SchemeDefinitionException e) {
                problems.add(PlainValues.positionOf(definition, name, e.path()), String.valueOf(e.getMessage()));
            }
        });
        return schemes;
    }
}
