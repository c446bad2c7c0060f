package dev.sallyport.core.delivery;

import dev.sallyport.core.ValueStyle;
import java.time.Instant;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Chooses deliveries for a listing; conditions that are null or empty choose all. */
@Value.Immutable
@ValueStyle
public interface DeliveryQuery {

    /** The largest page. */
    int LARGEST_PAGE = 1_000;

    @Nullable
    TenantId tenant();

    @Nullable
    EndpointId endpoint();

    Set<DeliveryStatus> statuses();

    /** Returns the earliest instant of acceptance, inclusive. */
    @Nullable
    Instant acceptedFrom();

    /** Returns the latest instant of acceptance, exclusive. */
    @Nullable
    Instant acceptedBefore();

    /** Returns whether the listing begins with the oldest; with the newest unless set. Ties are in the order of ids. */
    @Value.Default
    default boolean oldestFirst() {
        return false;
    }

    /** Returns where an earlier page of the same query ended, as that page said; null for the first page. */
    @Nullable
    String cursor();

    /** Returns the most deliveries on a page, 1 to {@value #LARGEST_PAGE}, 50 unless set. */
    @Value.Default
    default int limit() {
        return 50;
    }

    @Value.Check
    default void check() {
        if (limit() < 1 || limit() > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE);
        }
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects conditions; for one thread. */
    final class Builder extends ImmutableDeliveryQuery.Builder {}
}
