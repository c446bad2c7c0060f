package dev.sallyport.core.application;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.ReplaceOutcome;
import dev.sallyport.core.repair.RepairRun.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts dead webhooks back to work under their ids.
 *
 * <p>The record changes before the queue is told: a worker that met the entry first would find a dead webhook and drop
 * it. A crash in between leaves a record that the sweeper queues.
 */
final class Redrive {

    private final WebhookStore store;
    private final ProcessingQueue queue;
    private final Telemetry telemetry;
    private final InstantSource clock;

    Redrive(InboundParts parts) {
        this.store = parts.store();
        this.queue = parts.queue();
        this.telemetry = parts.telemetry();
        this.clock = parts.clock();
    }

    RepairCounts repair(List<WebhookRecord> chosen, boolean dryRun) {
        List<WebhookRecord> dead = chosen.stream()
                .filter(record -> record.status() == Kind.REDRIVE.repairs())
                .toList();
        int redriven = dryRun || dead.isEmpty() ? dead.size() : redrive(dead);
        return new RepairCounts(redriven, chosen.size() - redriven, 0);
    }

    private int redrive(List<WebhookRecord> dead) {
        Instant now = clock.instant();
        List<ReplaceOutcome> outcomes = store.replaceAll(
                dead.stream().map(record -> record.redriven(now)).toList());
        int redriven = 0;
        for (int i = 0; i < dead.size(); i++) {
            WebhookRecord record = dead.get(i);
            switch (outcomes.get(i)) {
                case ReplaceOutcome.Replaced replaced -> {
                    queue.enqueue(record.id(), record.orderingKey());
                    telemetry.redriven(record.provider(), record.id());
                    redriven++;
                }
                // Someone else redrove it meanwhile.
                case ReplaceOutcome.Conflict conflict -> {}
            }
        }
        return redriven;
    }
}
