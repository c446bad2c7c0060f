package dev.sallyport.lambda.process;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down which receipts are hidden for how long; the event source does the rest. */
final class RecordingQueue implements ProcessingQueue {

    final Map<String, Duration> hidden = new LinkedHashMap<>();
    boolean outOfReach;

    @Override
    public void enqueue(WebhookId id, OrderingKey key) {
        throw new UnsupportedOperationException("a processor queues nothing");
    }

    @Override
    public List<Delivery> receive(int limit, Duration visibility) {
        throw new UnsupportedOperationException("a function is handed its messages");
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        throw new UnsupportedOperationException("the event source deletes what is not given back");
    }

    @Override
    public void release(List<Receipt> receipts, Duration delay) {
        if (outOfReach) {
            throw new PortUnavailableException("no queue");
        }
        receipts.forEach(receipt -> hidden.put(receipt.value(), delay));
    }
}
