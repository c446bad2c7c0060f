package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shares an endpoint's rate, and its places in flight, among all workers that deliver to it. Waiting for a permit uses
 * up no attempt.
 */
public interface DeliveryPermits {

    /**
     * Takes a place in flight and, where there is a rate limit, one of its tokens.
     *
     * @param lease after how long a place counts as free again if it was not given back
     * @throws PortUnavailableException if nothing was taken
     */
    PermitOutcome acquire(EndpointId endpoint, Limits limits, Instant now, Duration lease);

    /** Gives a place back; the rate's token stays used. */
    void release(Permit permit);

    /** Returns how many permits could be had now; an adapter that cannot tell without a call says one. */
    int available(EndpointId endpoint, Limits limits, Instant now);

    /**
     * What an endpoint takes.
     *
     * @param rate null for no limit
     * @param inFlight at least 1
     */
    record Limits(@Nullable RateLimit rate, int inFlight) {}

    /**
     * A place in flight.
     *
     * @param endpoint whose
     * @param token opaque; only the adapter that issued it can read it
     */
    record Permit(EndpointId endpoint, String token) {}

    /** What came of asking. */
    sealed interface PermitOutcome {

        /** It was granted. */
        record Granted(Permit permit) implements PermitOutcome {}

        /** There is none; after the delay it makes sense to ask again. */
        record Wait(Duration delay) implements PermitOutcome {}
    }
}
