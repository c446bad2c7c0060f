package dev.sallyport.core.application;

import dev.sallyport.core.port.in.ProcessWebhooksUseCase;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins queue and processing: what is finished is acknowledged, what is not goes back with its delay. */
final class QueueWorker implements WorkQueueUseCase {

    private final ProcessingQueue queue;
    private final ProcessWebhooksUseCase processing;
    private final Duration visibility;

    QueueWorker(ProcessingQueue queue, ProcessWebhooksUseCase processing, Duration visibility) {
        this.queue = queue;
        this.processing = processing;
        this.visibility = visibility;
    }

    @Override
    public int workOnce(int limit) {
        try {
            List<Delivery> deliveries = queue.receive(limit, visibility);
            if (!deliveries.isEmpty()) {
                settle(deliveries, processing.process(entriesOf(deliveries)));
            }
            return deliveries.size();
        } catch (PortException e) {
            // Nothing is lost: entries that were not settled become visible again by themselves.
            return 0;
        }
    }

    private static List<QueuedWebhook> entriesOf(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> new QueuedWebhook(delivery.webhookId(), delivery.key()))
                .toList();
    }

    private void settle(List<Delivery> deliveries, List<EntryOutcome> outcomes) {
        List<Receipt> finished = new ArrayList<>();
        Map<Duration, List<Receipt>> later = new LinkedHashMap<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Receipt receipt = deliveries.get(i).receipt();
            switch (outcomes.get(i)) {
                case EntryOutcome.Finished done -> finished.add(receipt);
                case EntryOutcome.Later wait ->
                    later.computeIfAbsent(wait.delay(), delay -> new ArrayList<>())
                            .add(receipt);
            }
        }
        if (!finished.isEmpty()) {
            queue.acknowledge(finished);
        }
        later.forEach((delay, receipts) -> queue.release(receipts, delay));
    }
}
