package dev.sallyport.lambda.deliver;

import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down what is sent, hidden and acknowledged; hands out what it is filled with. */
final class RecordingDeliveryQueue implements DeliveryQueue {

    final List<Entry> sent = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Duration> hidden = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<Handout> waiting = new ArrayList<>();
    final List<String> acknowledged = new ArrayList<>();
    boolean outOfReach;

    @Override
    public Duration longestDelay() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void enqueue(List<Entry> entries) {
        requireReach();
        sent.addAll(entries);
    }

    @Override
    public List<Handout> receive(int limit, Duration visibility, Admission admission) {
        List<Handout> handouts = List.copyOf(waiting.subList(0, Math.min(limit, waiting.size())));
        waiting.removeAll(handouts);
        return handouts;
    }

    @Override
    public void acknowledge(List<Receipt> receipts) {
        receipts.forEach(receipt -> acknowledged.add(receipt.value()));
    }

    @Override
    public void release(Receipt receipt, Duration delay) {
        requireReach();
        hidden.put(receipt.value(), delay);
    }

    private void requireReach() {
        if (outOfReach) {
            throw new PortUnavailableException("no queue");
        }
    }
}
