package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.time.Duration;
import java.util.List;

/** Sees every entry as it comes into the queue; now and then it comes twice. */
final class ObservedQueue implements ProcessingQueue {

    private static final double DUPLICATES = 0.1;

    private final ProcessingQueue queue;
    private final History history;
    private final Faults faults;
    private final Runnable bell;

    /**
     * Makes a queue.
     *
     * @param bell is rung when an entry has come in
     */
    ObservedQueue(ProcessingQueue queue, History history, Faults faults, Runnable bell) {
        this.queue = queue;
        this.history = history;
        this.faults = faults;
        this.bell = bell;
    }

    @Override
    public void enqueue(WebhookId id, OrderingKey key) {
        queue.enqueue(id, key);
        if (faults.happens(FaultKind.DUPLICATE_DELIVERY, DUPLICATES)) {
            queue.enqueue(id, key);
        }
        bell.run();
        history.queued(id, key);
        SentEvent event = history.event(id);
        if (event == null) {
            history.violated(Guarantee.G5, id + " was queued and never genuinely sent");
        } else if (!event.key().equals(key)) {
            history.violated(Guarantee.G2, id + " was queued under " + key + " instead of " + event.key());
        }
    }

    @Override
    public List<Delivery> receive(int limit, Duration visibility) {
        return queue.receive(limit, visibility);
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        queue.acknowledge(receipts);
    }

    @Override
    public void release(List<Receipt> receipts, Duration delay) {
        queue.release(receipts, delay);
    }
}
