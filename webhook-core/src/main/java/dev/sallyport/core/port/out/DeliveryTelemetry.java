package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import java.time.Duration;
import java.util.Locale;

/**
 * Is told what happens to events and deliveries, for counters and logs. Implementations MUST be quick and MUST NOT throw.
 *
 * <p>The counts add up. Deliveries: the sum of {@code pending} over {@code accepted}, plus {@code requeued}, equals
 * {@code delivered + ended + those still on their way}. Every {@code attempted} is followed by exactly one of {@code
 * delivered}, {@code retrying}, {@code ended} or {@code attemptLost} of the same delivery, unless the process dies.
 */
public interface DeliveryTelemetry {

    /** Counts nothing. */
    DeliveryTelemetry NONE = new DeliveryTelemetry() {};

    /**
     * An event was accepted.
     *
     * @param pending how many deliveries are on their way
     * @param ended how many ended at once: filtered, or the endpoint disabled
     */
    default void accepted(TenantId tenant, EventId event, int pending, int ended) {}

    /** An event arrived again and is the same. */
    default void repeated(TenantId tenant, EventId event) {}

    /** A request was refused, or was in conflict with an earlier one. */
    default void refused(TenantId tenant, String code) {}

    /** An event could not be kept. */
    default void unavailable(TenantId tenant) {}

    /** An attempt was made. */
    default void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {}

    /** A delivery arrived. */
    default void delivered(DeliveryId delivery, Duration sinceAccepted) {}

    /** An attempt failed and another follows. */
    default void retrying(DeliveryId delivery, Duration delay) {}

    /** A delivery ended otherwise than delivered. */
    default void ended(DeliveryId delivery, DeliveryStatus status, String reason) {}

    /** The outcome of an attempt could not be recorded, or came too late to count. */
    default void attemptLost(DeliveryId delivery) {}

    /** A delivery came up and was not attempted yet. */
    default void held(DeliveryId delivery, Hold hold) {}

    /** A delivery was put back to work after it had ended. */
    default void requeued(DeliveryId delivery) {}

    /** A delivery was enqueued by the sweeper. */
    default void woken(DeliveryId delivery) {}

    /** Something was decided about an endpoint's health. */
    default void noticed(EndpointId endpoint, HealthNotice notice) {}

    /** Why a delivery that came up was not attempted yet. */
    enum Hold {
        /** It is not due. */
        NOT_DUE,
        /** An earlier one of its lane is not finished. */
        BEHIND,
        /** The endpoint's breaker is open. */
        BREAKER,
        /** The endpoint's rate, or places in flight, are used up. */
        LIMIT,
        /** A port was out of reach. */
        PORT;

        /** Returns the stable word for metrics and logs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
