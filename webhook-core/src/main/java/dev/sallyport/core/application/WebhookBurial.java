package dev.sallyport.core.application;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.GiveUpWebhooksUseCase;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.ReplaceOutcome;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks first and stores the letter then: a letter of a webhook that is not dead would be a lie. */
final class WebhookBurial implements GiveUpWebhooksUseCase {

    private final WebhookStore store;
    private final PayloadArchive archive;
    private final PositionGate gate;
    private final InstantSource clock;
    private final Telemetry telemetry;

    WebhookBurial(InboundParts parts) {
        this.store = parts.store();
        this.archive = parts.archive();
        this.gate = new PositionGate(parts.providers(), parts.positions());
        this.clock = parts.clock();
        this.telemetry = parts.telemetry();
    }

    @Override
    public List<EntryOutcome> giveUp(List<QueuedWebhook> batch) {
        Map<WebhookId, EntryOutcome> outcomes = new HashMap<>();
        for (QueuedWebhook entry : batch) {
            outcomes.computeIfAbsent(entry.id(), this::giveUp);
        }
        return batch.stream().map(entry -> outcomeOf(entry, outcomes)).toList();
    }

    private static EntryOutcome outcomeOf(QueuedWebhook entry, Map<WebhookId, EntryOutcome> outcomes) {
        EntryOutcome outcome = outcomes.get(entry.id());
        if (outcome == null) {
            throw new IllegalStateException("an entry was left without an outcome");
        }
        return outcome;
    }

    private EntryOutcome giveUp(WebhookId id) {
        try {
            WebhookRecord dead = dead(store.find(id));
            if (dead != null) {
                archive.storeDeadLetter(
                        ArchiveKey.ofDeadLetter(id, dead.failures().getLast().at()), dead);
            }
            return new EntryOutcome.Finished();
        } catch (PortException e) {
            return new EntryOutcome.Later(WebhookProcessor.PAUSE);
        }
    }

    /** Returns the record as a dead one, which it may have been before; null if there is nothing to bury. */
    private @Nullable WebhookRecord dead(@Nullable WebhookRecord found) {
        WebhookRecord record = found;
        while (record != null && !record.status().isTerminal()) {
            FailedAttempt failure =
                    new FailedAttempt(record.nextAttempt(), clock.instant(), FailureKind.PIPELINE, CODE);
            WebhookRecord dead = record.dead(failure, DeathReason.PIPELINE_FAILED);
            switch (store.replaceAll(List.of(dead)).getFirst()) {
                case ReplaceOutcome.Replaced replaced -> {
                    telemetry.dead(dead.provider(), dead.id(), CODE);
                    gate.givenUp(dead);
                    return dead;
                }
                case ReplaceOutcome.Conflict conflict -> record = conflict.current();
            }
        }
        return record != null && record.status() == WebhookStatus.DEAD ? record : null;
    }
}
