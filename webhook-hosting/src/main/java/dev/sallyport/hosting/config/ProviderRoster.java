package dev.sallyport.hosting.config;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.catalogue.SchemeDefinitionException;
import dev.sallyport.hosting.config.SecretResolver.ProviderSecrets;
import dev.sallyport.hosting.filter.RulerEventFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers ready one by one, when they are asked for: finds a provider's secrets, and proves that they fit its
 * scheme. So a host need not hold secrets that it does not use, and reads those it uses again whenever it wants to.
 * Thread-safe.
 */
public final class ProviderRoster {

    private final GatewayConfig config;
    private final Map<String, SignatureScheme> defined;
    private final SecretResolver resolver;
    private final SchemeCatalogue catalogue;

    private ProviderRoster(
            GatewayConfig config,
            Map<String, SignatureScheme> defined,
            SecretResolver resolver,
            SchemeCatalogue catalogue) {
        this.config = config;
        this.defined = defined;
        this.resolver = resolver;
        this.catalogue = catalogue;
    }

    /**
     * Makes a roster. No secret is looked for yet.
     *
     * @throws ConfigRefusedException if a scheme or a filter of the configuration cannot be used
     */
    public static ProviderRoster of(GatewayConfig config, SecretResolver resolver, SchemeCatalogue catalogue)
            throws ConfigRefusedException {
        ProviderRoster roster = withSchemes(config, resolver, catalogue);
        Problems problems = new Problems();
        checkFilters(config, problems);
        problems.throwIfAny();
        return roster;
    }

    static ProviderRoster withSchemes(GatewayConfig config, SecretResolver resolver, SchemeCatalogue catalogue)
            throws ConfigRefusedException {
        Problems problems = new Problems();
        Map<String, SignatureScheme> defined = definedSchemes(config, catalogue, problems);
        problems.throwIfAny();
        return new ProviderRoster(config, defined, resolver, catalogue);
    }

    /**
     * Finds a provider's secrets as they are now.
     *
     * @throws ConfigRefusedException if a secret is missing or does not fit
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the secret manager is out of reach
     * @throws IllegalArgumentException if no such provider is configured
     */
    public ConfiguredProvider ready(ProviderId id) throws ConfigRefusedException {
        ProviderConfig provider = config.providers().get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no provider " + id + " is configured");
        }
        Problems problems = new Problems();
        ProviderSecrets found = resolver.secretsOf(provider, problems);
        problems.throwIfAny();
        ConfiguredProvider ready = fit(provider, found.secrets(), found.values(), problems);
        problems.throwIfAny();
        if (ready == null) {
            throw new IllegalStateException("a provider that does not fit is a problem");
        }
        return ready;
    }

    /** Returns the provider ready to be used; null after noting all that does not fit. */
    @Nullable
    ConfiguredProvider fit(
            ProviderConfig provider, List<SecretText> secrets, Map<String, SecretText> values, Problems problems) {
        SignatureScheme own = defined.get(provider.scheme());
        SignatureScheme scheme = own == null ? catalogue.find(provider.scheme()) : own;
        if (scheme == null) {
            throw new IllegalStateException("the reader let an unknown scheme pass: " + provider.scheme());
        }
        return new ProviderFitting(config.server(), provider, scheme, problems).fit(secrets, values);
    }

    static void checkFilters(GatewayConfig config, Problems problems) {
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
