package dev.sallyport.infra.storage;

import dev.sallyport.infra.settings.PropsStyle;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.s3.StorageClass;

/** How long bodies are kept, and how cold. A provider's own {@code archive} policy in the configuration goes first. */
@PropsStyle
@Value.Immutable
public interface ArchiveSettings {

    /** Returns a builder of settings, all with defaults. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns from which age bodies lie in the colder storage class, in days, 1 or more; default 30. */
    @Value.Default
    default int transitionAfterDays() {
        return 30;
    }

    /**
     * Returns the colder storage class; default Glacier Instant Retrieval, from which a webhook can be replayed at once.
     * With the cheaper {@code GLACIER} a body has to be restored by hand before it can be replayed.
     */
    @Value.Default
    default StorageClass transitionTo() {
        return StorageClass.GLACIER_INSTANT_RETRIEVAL;
    }

    /** Returns at which age bodies are deleted, in days; null, the default, to keep them. */
    @Nullable
    Integer expireAfterDays();

    /** Returns how long overwritten and deleted versions can be restored, in days, 1 or more; default 30. */
    @Value.Default
    default int restorableDays() {
        return 30;
    }

    /** Refuses ages in the wrong order. */
    @Value.Check
    default void check() {
        Integer expireAfter = expireAfterDays();
        if (transitionAfterDays() < 1 || restorableDays() < 1) {
            throw new IllegalArgumentException("ages of the archive are given in days, and are at least 1");
        }
        if (expireAfter != null && expireAfter <= transitionAfterDays()) {
            throw new IllegalArgumentException("bodies must not expire before they move to a colder storage class");
        }
    }

    /** Builds settings. */
    final class Builder extends ImmutableArchiveSettings.Builder {
        Builder() {}
    }
}
