package dev.sallyport.infra.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the infrastructure has to know of one provider.
 *
 * @param id the name in {@code /webhooks/{id}}; the first part of its archive keys
 * @param secrets names of entries of AWS Secrets Manager
 * @param handsOver whether it may hand over its secret in a handshake
 * @param bundled whether bodies lie in bundles of many, in place of one object each
 * @param transitionAfterDays from which age bodies go to a colder storage class, in days, rounded up; null for the
 *     default of the archive
 * @param expireAfterDays at which age bodies are deleted, in days, rounded up; null to keep them
 */
public record ProviderDeployment(
        String id,
        List<String> secrets,
        boolean handsOver,
        boolean bundled,
        @Nullable Integer transitionAfterDays,
        @Nullable Integer expireAfterDays) {

    public ProviderDeployment {
        secrets = List.copyOf(secrets);
    }
}
