package dev.sallyport.core.application;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Finds records that stayed behind and queues them again. */
final class StrandedSweeper implements SweepStrandedUseCase {

    private static final int PAGE = 100;

    private final WebhookStore store;
    private final ProcessingQueue queue;
    private final InstantSource clock;
    private final Duration strandedAfter;

    StrandedSweeper(InboundParts parts) {
        this.store = parts.store();
        this.queue = parts.queue();
        this.clock = parts.clock();
        this.strandedAfter = parts.strandedAfter();
    }

    @Override
    public int sweep() {
        Instant now = clock.instant();
        int swept = 0;
        try {
            List<WebhookRecord> page;
            do {
                page = store.stranded(now.minus(strandedAfter), PAGE);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(record -> queue.enqueue(record.id(), record.orderingKey()));
                // Stamped after queueing: a crash in between queues twice, which is harmless, rather than never.
                store.replaceAll(
                        page.stream().map(record -> record.requeued(now)).toList());
                swept += page.size();
            } while (page.size() == PAGE);
        } catch (PortException e) {
            // The next run finds what is left.
            return swept;
        }
        return swept;
    }
}
