package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.TokenBucket;
import dev.sallyport.core.delivery.endpoint.TokenBucket.Take;
import dev.sallyport.core.port.out.DeliveryPermits;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Permits for the workers of one process. An endpoint that holds none and has a full bucket takes up no memory. */
final class InProcessPermits implements DeliveryPermits {

    private static final Duration SOON = Duration.ofMillis(100);

    private final Map<EndpointId, Ledger> ledgers = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public PermitOutcome acquire(EndpointId endpoint, Limits limits, Instant now, Duration lease) {
        Permit permit = new Permit(endpoint, Long.toString(numbers.incrementAndGet()));
        Answer answer = new Answer();
        // The map runs this under the endpoint's lock, and keeps what it returns.
        ledgers.compute(endpoint, (id, known) -> {
            Ledger ledger = known == null ? new Ledger() : known;
            answer.outcome = ledger.acquire(permit, limits, now, lease);
            return ledger.isIdle(now) ? null : ledger;
        });
        return answer.get();
    }

    @Override
    public void release(Permit permit) {
        // Kept while its bucket may not be full: only the next one who asks knows the time.
        ledgers.computeIfPresent(permit.endpoint(), (id, ledger) -> {
            ledger.places.remove(permit.token());
            return ledger.places.isEmpty() && ledger.bucket.equals(TokenBucket.FULL) ? null : ledger;
        });
    }

    @Override
    public int available(EndpointId endpoint, Limits limits, Instant now) {
        Count count = new Count(limits);
        ledgers.computeIfPresent(endpoint, (id, ledger) -> {
            ledger.dropExpired(now);
            count.places = ledger.available(limits, now);
            return ledger.isIdle(now) ? null : ledger;
        });
        return count.places;
    }

    /** One endpoint's places and tokens; guarded by the map. */
    private static final class Ledger {

        private final Map<String, Instant> places = new LinkedHashMap<>();
        private TokenBucket bucket = TokenBucket.FULL;

        PermitOutcome acquire(Permit permit, Limits limits, Instant now, Duration lease) {
            dropExpired(now);
            if (places.size() >= limits.inFlight()) {
                return new PermitOutcome.Wait(SOON);
            }
            RateLimit rate = limits.rate();
            if (rate != null) {
                switch (bucket.take(rate, now)) {
                    case Take.Taken taken -> bucket = taken.after();
                    case Take.Wait wait -> {
                        return new PermitOutcome.Wait(wait.delay());
                    }
                }
            }
            places.put(permit.token(), now.plus(lease));
            return new PermitOutcome.Granted(permit);
        }

        /** Leases of one endpoint are about equally long: those that have run out stand first. */
        void dropExpired(Instant now) {
            Iterator<Instant> ends = places.values().iterator();
            while (ends.hasNext() && !ends.next().isAfter(now)) {
                ends.remove();
            }
        }

        int available(Limits limits, Instant now) {
            int free = Math.max(0, limits.inFlight() - places.size());
            RateLimit rate = limits.rate();
            return rate == null ? free : Math.min(free, bucket.tokens(rate, now));
        }

        boolean isIdle(Instant now) {
            return places.isEmpty() && !bucket.fullAt().isAfter(now);
        }
    }

    /** Carries an answer out of the map's call. */
    private static final class Answer {

        private @Nullable PermitOutcome outcome;

        PermitOutcome get() {
            PermitOutcome given = outcome;
            if (given == null) {
                throw new IllegalStateException("no answer was given");
            }
            return given;
        }
    }

    /** Carries a count out of the map's call: that of an endpoint nothing is known of, unless set. */
    private static final class Count {

        private int places;

        Count(Limits limits) {
            RateLimit rate = limits.rate();
            this.places = rate == null ? limits.inFlight() : Math.min(limits.inFlight(), rate.burst());
        }
    }
}
