package dev.sallyport.infra.storage;

import dev.sallyport.infra.deployment.ProviderDeployment;
import dev.sallyport.infra.layout.ResourceLayout.BucketLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;

/**
 * Says what becomes of objects of the archive, by the prefixes that the functions write under: a provider's bodies under
 * its id, bundles under the class of their retention, dead letters, and what the adapters describe.
 */
final class LifecycleRules {

    private static final int UPLOAD_DAYS = 7;

    private final StorageClass cold;
    private final Map<String, LifecycleRule> rules = new LinkedHashMap<>();

    private LifecycleRules(StorageClass cold) {
        this.cold = cold;
    }

    static List<LifecycleRule> of(ArchiveSettings settings, List<ProviderDeployment> providers, BucketLayout layout) {
        LifecycleRules rules = new LifecycleRules(settings.transitionTo());
        rules.rules.put("old-versions", oldVersions(settings));
        for (ProviderDeployment provider : providers) {
            Integer expireAfter =
                    provider.expireAfterDays() == null ? settings.expireAfterDays() : provider.expireAfterDays();
            Integer transitionAfter = provider.transitionAfterDays() == null
                    ? unlessExpired(settings.transitionAfterDays(), expireAfter)
                    : provider.transitionAfterDays();
            rules.add("bodies-of-" + provider.id(), provider.id() + "/", transitionAfter, expireAfter);
            if (provider.bundled()) {
                String retention = retentionClass(provider);
                rules.add("bundles-" + retention, "bundles/" + retention + "/", transitionAfter, expireAfter);
            }
        }
        rules.add("dead-letters", "dead-letters/", settings.transitionAfterDays(), settings.expireAfterDays());
        layout.expirations()
                .forEach(expiration -> rules.add(
                        expiration.name(),
                        expiration.prefix(),
                        unlessExpired(settings.transitionAfterDays(), expiration.afterDays()),
                        expiration.afterDays()));
        return new ArrayList<>(rules.rules.values());
    }

    /** A bundle holds bodies of one policy, and lies under its name: {@code keep}, {@code P90D}, {@code P30D-P365D}. */
    private static String retentionClass(ProviderDeployment provider) {
        String end = provider.expireAfterDays() == null ? "keep" : "P" + provider.expireAfterDays() + "D";
        return provider.transitionAfterDays() == null ? end : "P" + provider.transitionAfterDays() + "D-" + end;
    }

    /** What expires before it would get cold does not get cold; null then. */
    private static @Nullable Integer unlessExpired(int transitionAfter, @Nullable Integer expireAfter) {
        return expireAfter == null || transitionAfter < expireAfter ? Integer.valueOf(transitionAfter) : null;
    }

    private static LifecycleRule oldVersions(ArchiveSettings settings) {
        return LifecycleRule.builder()
                .id("old-versions")
                .noncurrentVersionExpiration(Duration.days(settings.restorableDays()))
                .abortIncompleteMultipartUploadAfter(Duration.days(UPLOAD_DAYS))
                .build();
    }

    private void add(String id, String prefix, @Nullable Integer transitionAfter, @Nullable Integer expireAfter) {
        LifecycleRule.Builder rule = LifecycleRule.builder().id(id).prefix(prefix);
        if (transitionAfter != null) {
            rule.transitions(List.of(Transition.builder()
                    .storageClass(cold)
                    .transitionAfter(Duration.days(transitionAfter))
                    .build()));
        }
        if (expireAfter != null) {
            rule.expiration(Duration.days(expireAfter));
        }
        if (transitionAfter != null || expireAfter != null) {
            rules.put(id, rule.build());
        }
    }
}
