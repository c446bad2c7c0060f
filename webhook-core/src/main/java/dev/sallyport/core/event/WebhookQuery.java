package dev.sallyport.core.event;

import dev.sallyport.core.ValueStyle;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Chooses records for a listing; conditions that are null choose all. */
@Value.Immutable
@ValueStyle
public interface WebhookQuery {

    /** The largest page. */
    int LARGEST_PAGE = 1_000;

    @Nullable
    WebhookStatus status();

    @Nullable
    ProviderId provider();

    /** Returns the earliest instant of arrival, inclusive. */
    @Nullable
    Instant receivedFrom();

    /** Returns the latest instant of arrival, exclusive. */
    @Nullable
    Instant receivedBefore();

    /** Returns which end of the time range the listing begins at; newest first unless set. */
    @Value.Default
    default Direction direction() {
        return Direction.NEWEST_FIRST;
    }

    /** Returns where an earlier page ended, as that page said; null for the first page. */
    @Nullable
    String cursor();

    /** Returns the most records on a page, 1 to {@value #LARGEST_PAGE}, 50 unless set. */
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

    /** The order of a listing by instant of arrival; webhooks of one instant stand in the order of their ids. */
    enum Direction {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects conditions; for one thread. */
    final class Builder extends ImmutableWebhookQuery.Builder {}
}
