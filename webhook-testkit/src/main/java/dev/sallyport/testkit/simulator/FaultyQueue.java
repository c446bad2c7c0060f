package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Duration;
import java.util.List;

/** A queue that is far away. */
final class FaultyQueue implements ProcessingQueue {

    private final ProcessingQueue queue;
    private final PortCalls calls;
    private final Attempts attempts;
    private final Scheduler scheduler;

    FaultyQueue(ProcessingQueue queue, PortCalls calls, Attempts attempts, Scheduler scheduler) {
        this.queue = queue;
        this.calls = calls;
        this.attempts = attempts;
        this.scheduler = scheduler;
    }

    @Override
    public void enqueue(WebhookId id, OrderingKey key) {
        calls.writeAll("queue.enqueue", List.of(id), ids -> {
            ids.forEach(one -> queue.enqueue(one, key));
            return "queued";
        });
    }

    @Override
    public List<Delivery> receive(int limit, Duration visibility) {
        scheduler.current().forgetWhatItSaw();
        return calls.read("queue.receive", null, () -> queue.receive(limit, visibility));
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        attempts.settling();
        calls.writeAll("queue.acknowledge", receipts, some -> {
            queue.acknowledge(some);
            return "done";
        });
    }

    @Override
    public void release(List<Receipt> receipts, Duration delay) {
        attempts.settling();
        calls.writeAll("queue.release", receipts, some -> {
            queue.release(some, delay);
            return delay;
        });
    }
}
