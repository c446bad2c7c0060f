package dev.sallyport.local.store;

import dev.sallyport.core.ValueStyle;
import java.time.Duration;
import org.immutables.value.Value;

/** How much a {@link LocalStore} may use. */
@Value.Immutable
@ValueStyle
public interface LocalStoreOptions {

    /** Returns how many webhooks may wait to be processed before further ones are refused; 1,000,000 unless set. */
    @Value.Default
    default long mostPending() {
        return 1_000_000;
    }

    /** Returns how many queries may run at the same time, 1 to 64; 4 unless set. */
    @Value.Default
    default int readers() {
        return 4;
    }

    /** Returns how long a call waits for the disk before it fails; 10 seconds unless set. */
    @Value.Default
    default Duration patience() {
        return Duration.ofSeconds(10);
    }

    /**
     * Returns the size in bytes beyond which the database does not grow, so that it leaves room for others on its disk;
     * new webhooks are then refused as on a full disk. 16 TiB unless set, at least 1 MiB.
     */
    @Value.Default
    default long largestDatabase() {
        return 1L << 44;
    }

    @Value.Check
    default void check() {
        if (mostPending() < 1) {
            throw new IllegalArgumentException("mostPending must be at least 1");
        }
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects options; for one thread. */
    final class Builder extends ImmutableLocalStoreOptions.Builder {}
}
