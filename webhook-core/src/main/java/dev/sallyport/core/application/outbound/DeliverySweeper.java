package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks after what the queue lost, could not hold, or never got; and after what is kept no longer. */
final class DeliverySweeper implements SweepDeliveriesUseCase {

    private static final int REFILL_PAGE = 500;

    private final DeliveryStore store;
    private final EndpointStore endpoints;
    private final DeliveryTelemetry telemetry;
    private final RetentionPolicy retention;
    private final OutboundClock clock;
    private final WakeTimes wakeTimes;
    private final DeliveryEnqueuer enqueuer;
    private final NoticeTeller teller;

    DeliverySweeper(
            OutboundParts parts,
            OutboundClock clock,
            WakeTimes wakeTimes,
            DeliveryEnqueuer enqueuer,
            NoticeTeller teller) {
        this.store = parts.deliveries();
        this.endpoints = parts.endpoints();
        this.telemetry = parts.telemetry();
        this.retention = parts.retention();
        this.clock = clock;
        this.wakeTimes = wakeTimes;
        this.enqueuer = enqueuer;
        this.teller = teller;
    }

    @Override
    public SweepReport sweep(int limit) {
        return new SweepReport(wake(limit), tell(limit), remove(limit));
    }

    private int wake(int limit) {
        int woken = 0;
        try {
            for (Delivery delivery : store.wakeable(clock.now(), null, limit)) {
                // In this order: what is enqueued and not postponed is woken once more, the reverse not at all.
                if (!enqueuer.enqueue(List.of(delivery))) {
                    return woken;
                }
                telemetry.woken(delivery.id());
                woken++;
                store.record(delivery.wokenLater(wakeTimes.afterWaking(delivery)), null);
            }
        } catch (PortException e) {
            return woken;
        }
        return woken;
    }

    private int tell(int limit) {
        int told = 0;
        try {
            for (Endpoint endpoint : endpoints.withPendingNotices(limit)) {
                told += teller.tell(endpoint);
            }
        } catch (PortException e) {
            return told;
        }
        return told;
    }

    private int remove(int limit) {
        try {
            return store.removeExpired(retention, clock.now(), limit);
        } catch (PortException e) {
            return 0;
        }
    }

    @Override
    public int refill() {
        int enqueued = 0;
        try {
            List<Delivery> page = page(null);
            while (!page.isEmpty()) {
                if (!enqueuer.enqueue(page)) {
                    return enqueued;
                }
                enqueued += page.size();
                page = page(page.getLast());
            }
        } catch (PortException e) {
            return enqueued;
        }
        return enqueued;
    }

    private List<Delivery> page(@Nullable Delivery after) {
        return store.wakeable(Instant.MAX, after, REFILL_PAGE);
    }
}
