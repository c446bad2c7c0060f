package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.ProviderPolicies;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookStore.ReplaceOutcome;
import dev.sallyport.core.retry.RetryDecision;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Processes entries one by one, without handler, with one defect. */
final class FlawedWorker implements WorkQueueUseCase {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Defect defect;
    private final InboundParts parts;
    private final FlawedNumbers numbers;

    FlawedWorker(Defect defect, InboundParts parts) {
        this.defect = defect;
        this.parts = parts;
        this.numbers = new FlawedNumbers(defect, parts);
    }

    @Override
    public int workOnce(int limit) {
        try {
            List<Delivery> deliveries = parts.queue().receive(limit, parts.visibility());
            Set<OrderingKey> stopped = new HashSet<>();
            for (Delivery delivery : numbers.arranged(deliveries)) {
                workOn(delivery, stopped);
            }
            return deliveries.size();
        } catch (PortException e) {
            return 0;
        }
    }

    private void workOn(Delivery delivery, Set<OrderingKey> stopped) {
        List<Receipt> receipt = List.of(delivery.receipt());
        if (stopped.contains(delivery.key()) && defect != Defect.GOES_ON_AFTER_A_FAILURE) {
            parts.queue().release(receipt, PAUSE);
            return;
        }
        if (defect == Defect.ACKNOWLEDGES_ENTRIES_FIRST) {
            parts.queue().acknowledge(receipt);
        }
        Duration wait = process(delivery);
        if (wait == null) {
            parts.queue().acknowledge(receipt);
        } else {
            stopped.add(delivery.key());
            parts.queue().release(receipt, wait);
        }
    }

    /** Returns how long the entry must wait, or null if it is finished. */
    private Duration process(Delivery delivery) {
        WebhookRecord record = parts.store().find(delivery.webhookId());
        if (record == null) {
            return null;
        }
        if (record.status().isTerminal() && defect != Defect.PUBLISHES_WITHOUT_STATUS_CHECK) {
            return finish(record);
        }
        Duration lower = numbers.waitOf(record);
        if (lower.isPositive()) {
            return lower;
        }
        Instant now = parts.clock().instant();
        Instant notBefore = record.notBefore();
        if (notBefore != null && now.isBefore(notBefore) && defect != Defect.RETRIES_EARLY) {
            return Duration.between(now, notBefore);
        }
        OrderMark mark = markOf(record);
        if (defect == Defect.COUNTS_NUMBERS_BEFORE_PUBLISHING) {
            raisePosition(record);
        }
        return switch (parts.publisher()
                .publish(List.of(PublishedEvent.ofProcessed(record.marked(mark), now)))
                .getFirst()) {
            case PublishOutcome.Published published -> {
                raisePosition(record);
                yield replace(record.processed(now));
            }
            case PublishOutcome.Refused refused -> fail(record, refused.code());
            case PublishOutcome.HeldBack heldBack -> PAUSE;
        };
    }

    private OrderMark markOf(WebhookRecord record) {
        if (!ProviderPolicies.marksLateEvents(parts, record)) {
            return OrderMark.IN_ORDER;
        }
        EventPosition newest =
                parts.positions().newest(List.of(record.orderingKey())).get(record.orderingKey());
        if (newest != null && positionOf(record).isBefore(newest)) {
            return OrderMark.STALE;
        }
        return numbers.isAfterGap(record) ? OrderMark.AFTER_GAP : OrderMark.IN_ORDER;
    }

    private void raisePosition(WebhookRecord record) {
        if (ProviderPolicies.marksLateEvents(parts, record)) {
            parts.positions().raise(Map.of(record.orderingKey(), positionOf(record)));
        }
    }

    private static EventPosition positionOf(WebhookRecord record) {
        return EventPosition.ofNumber(record.position(), record.providerEventId());
    }

    private Duration finish(WebhookRecord record) {
        if (record.status() == WebhookStatus.DEAD && defect != Defect.FORGETS_DEAD_LETTERS) {
            ArchiveKey key = ArchiveKey.ofDeadLetter(
                    record.id(), record.failures().getLast().at());
            parts.archive().storeDeadLetter(key, record);
        }
        return null;
    }

    private Duration fail(WebhookRecord record, String code) {
        if (defect == Defect.FORGETS_FAILURES) {
            return PAUSE;
        }
        Instant now = parts.clock().instant();
        FailedAttempt failure = new FailedAttempt(record.nextAttempt(), now, FailureKind.PIPELINE, code);
        RetryPolicy policy = ProviderPolicies.retryPolicy(parts, record);
        Duration age = Duration.between(record.attemptsSince(), now);
        return switch (policy.decide(failure.attempt(), age, parts.random().get())) {
            case RetryDecision.RetryAfter retry -> {
                Duration conflict = replace(record.failed(failure, now.plus(retry.delay())));
                yield conflict == null ? retry.delay() : conflict;
            }
            case RetryDecision.GiveUp giveUp -> {
                Duration wait = replace(record.dead(failure, DeathReason.PIPELINE_FAILED));
                if (ProviderPolicies.sequence(parts, record) != null) {
                    raisePosition(record);
                }
                yield wait;
            }
        };
    }

    private Duration replace(WebhookRecord replacement) {
        ReplaceOutcome outcome = parts.store().replaceAll(List.of(replacement)).getFirst();
        if (outcome instanceof ReplaceOutcome.Conflict conflict) {
            WebhookRecord current = conflict.current();
            if (current != null && defect == Defect.OVERWRITES_RECORDS) {
                return replace(WebhookRecord.builder()
                        .from(replacement)
                        .revision(current.revision() + 1)
                        .build());
            }
            return PAUSE;
        }
        return replacement.status().isTerminal() ? finish(replacement) : null;
    }
}
