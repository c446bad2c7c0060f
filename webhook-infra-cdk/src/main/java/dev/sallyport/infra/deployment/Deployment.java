package dev.sallyport.infra.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the infrastructure has to know of a configuration.
 *
 * @param providers in the order written
 * @param forwards whether received webhooks are sent on to tenants' endpoints
 * @param json the configuration as the functions read it; it holds no secret
 */
public record Deployment(List<ProviderDeployment> providers, boolean forwards, String json) {

    public Deployment {
        providers = List.copyOf(providers);
    }

    /** Tells whether the receiver may be handed secrets, which it then has to seal. */
    public boolean isHandedSecrets() {
        return providers.stream().anyMatch(ProviderDeployment::handsOver);
    }

    /** Returns the names of all secrets that the providers need, sorted, each once. */
    public Set<String> secretNames() {
        Set<String> names = new TreeSet<>();
        providers.forEach(provider -> names.addAll(provider.secrets()));
        return names;
    }

    /** Returns the providers by whose secret each entry is, for descriptions. */
    public Map<String, List<String>> providersBySecret() {
        Map<String, List<String>> providersBySecret = new LinkedHashMap<>();
        for (String name : secretNames()) {
            providersBySecret.put(
                    name,
                    providers.stream()
                            .filter(provider -> provider.secrets().contains(name))
                            .map(ProviderDeployment::id)
                            .toList());
        }
        return providersBySecret;
    }
}
