package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Duration;
import java.util.List;

/**
 * A queue of deliveries that is far away, if processes share it: it may then also hand an entry out twice. One in the
 * process's own memory does not fail, but dies with it.
 */
final class FaultyDeliveryQueue implements DeliveryQueue {

    private static final double DUPLICATED = 0.1;

    private final DeliveryQueue queue;
    private final PortCalls calls;
    private final FaultyEndpoints endpoints;
    private final Scheduler scheduler;
    private final boolean shared;
    private final Faults faults;

    FaultyDeliveryQueue(
            DeliveryQueue queue,
            PortCalls calls,
            FaultyEndpoints endpoints,
            Scheduler scheduler,
            boolean shared,
            Faults faults) {
        this.queue = queue;
        this.calls = calls;
        this.endpoints = endpoints;
        this.scheduler = scheduler;
        this.shared = shared;
        this.faults = faults;
    }

    @Override
    public Duration longestDelay() {
        return queue.longestDelay();
    }

    @Override
    public void enqueue(List<Entry> entries) {
        if (shared) {
            calls.writeAll("queue.enqueue", entries, this::add);
        } else {
            calls.pause();
            add(entries);
        }
    }

    private boolean add(List<Entry> entries) {
        queue.enqueue(entries);
        scheduler.wakeIdle();
        return true;
    }

    @Override
    public List<Handout> receive(int limit, Duration visibility, Admission admission) {
        scheduler.current().forgetWhatItSaw();
        if (!shared) {
            calls.pause();
            return take(limit, visibility, admission);
        }
        List<Handout> taken = calls.write("queue.receive", limit, () -> take(limit, visibility, admission));
        if (!taken.isEmpty() && faults.happens(FaultKind.DUPLICATE_DELIVERY, DUPLICATED)) {
            // Given back and kept: someone else is handed the same.
            queue.release(taken.getFirst().receipt(), Duration.ZERO);
        }
        return taken;
    }

    private List<Handout> take(int limit, Duration visibility, Admission admission) {
        return endpoints.atOnce(() -> queue.receive(limit, visibility, admission));
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        if (shared) {
            calls.writeAll("queue.acknowledge", receipts, part -> {
                queue.acknowledge(part);
                return true;
            });
        } else {
            calls.pause();
            queue.acknowledge(receipts);
        }
    }

    @Override
    public void release(Receipt receipt, Duration delay) {
        if (shared) {
            calls.write("queue.release", receipt, () -> {
                queue.release(receipt, delay);
                return true;
            });
        } else {
            calls.pause();
            queue.release(receipt, delay);
        }
    }
}
