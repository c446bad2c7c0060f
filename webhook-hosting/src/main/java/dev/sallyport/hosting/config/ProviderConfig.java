package dev.sallyport.hosting.config;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.CoverageNeed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider whose webhooks are let in.
 *
 * @param id the name in {@code /webhooks/{id}} and in {@code X-Provider-ID}
 * @param scheme how it signs: a name of the catalogue, or of a scheme in the configuration
 * @param secrets more than one during a rotation; none for a provider that publishes its keys
 * @param terms what is said of each secret, in the same order
 * @param url the public address registered with the provider, for schemes that sign it; null if not given
 * @param values further values that a scheme asks for, by name, for example {@code webhookId}; those written out are
 *     literal
 * @param coverage what its signatures must vouch for; null if not given
 * @param at where in the configuration the section stands
 */
public record ProviderConfig(
        ProviderId id,
        String scheme,
        List<SecretReference> secrets,
        List<SecretTerms> terms,
        OrderingConfig ordering,
        RetryPolicy retry,
        ArchivePolicy archive,
        @Nullable String url,
        Map<String, SecretReference> values,
        @Nullable Set<CoverageNeed> coverage,
        Position at) {

    public ProviderConfig {
        secrets = List.copyOf(secrets);
        terms = List.copyOf(terms);
        if (terms.size() != secrets.size()) {
            throw new IllegalArgumentException("each secret has its terms");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        coverage = coverage == null ? null : Set.copyOf(coverage);
    }
}
