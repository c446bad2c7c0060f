package dev.sallyport.core.application.outbound;

import dev.sallyport.core.port.in.DeliverUseCase;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.in.DispatchDeliveriesUseCase;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Handout;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/** Joins queue and delivering: what is finished is acknowledged, what is not goes back with its delay. */
final class DeliveryDispatcher implements DispatchDeliveriesUseCase {

    private final DeliveryQueue queue;
    private final DeliveryQueue.Admission rooms;
    private final DeliverUseCase delivering;
    private final EndpointPaces paces;
    private final Executor executor;
    private final OutboundClock clock;
    private final Duration visibility;

    DeliveryDispatcher(
            DeliveryQueue queue,
            DeliveryQueue.Admission rooms,
            DeliverUseCase delivering,
            EndpointPaces paces,
            Executor executor,
            OutboundClock clock,
            Duration visibility) {
        this.queue = queue;
        this.rooms = rooms;
        this.delivering = delivering;
        this.paces = paces;
        this.executor = executor;
        this.clock = clock;
        this.visibility = visibility;
    }

    @Override
    public int dispatch(int limit) {
        List<Handout> handouts;
        try {
            handouts = queue.receive(limit, visibility, rooms);
        } catch (PortException e) {
            return 0;
        }
        Instant now = clock.now();
        // All of them before any begins: what is in hand is what the next receiving is measured by.
        handouts.forEach(handout -> paces.taken(handout.id().endpoint(), now));
        for (Handout handout : handouts) {
            executor.execute(() -> settle(handout));
        }
        return handouts.size();
    }

    private void settle(Handout handout) {
        DeliverResult result;
        try {
            result = delivering.deliver(handout.id());
        } finally {
            paces.settled(handout.id().endpoint());
        }
        try {
            switch (result) {
                case DeliverResult.Finished finished -> queue.acknowledge(List.of(handout.receipt()));
                case DeliverResult.Later later -> queue.release(handout.receipt(), later.delay());
            }
        } catch (PortException e) {
            // The entry becomes visible again by itself, and finds the delivery as it was left.
            return;
        }
    }
}
