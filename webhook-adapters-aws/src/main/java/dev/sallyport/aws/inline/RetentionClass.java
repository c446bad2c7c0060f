package dev.sallyport.aws.inline;

import dev.sallyport.core.archive.ArchivePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Names what bundles have in common that are moved and deleted together, so that one lifecycle rule of the bucket serves
 * all of a class: {@code keep}, {@code P90D} (deleted after 90 days), {@code P30D-P365D} (moved after 30, deleted after
 * 365), {@code P30D-keep} (moved, never deleted).
 */
public final class RetentionClass {

    private static final String FOR_EVER = "keep";

    private RetentionClass() {}

    /** Returns the class of a policy; ages are rounded up to whole days, which is what the service counts in. */
    public static String of(ArchivePolicy policy) {
        String expiry = age(policy.expireAfter());
        Duration transition = policy.transitionAfter();
        return transition == null ? expiry : age(transition) + '-' + expiry;
    }

    private static String age(@Nullable Duration age) {
        return age == null ? FOR_EVER : "P" + age.plusDays(1).minusNanos(1).toDays() + "D";
    }
}
