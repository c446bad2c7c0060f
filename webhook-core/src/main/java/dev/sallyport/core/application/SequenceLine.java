package dev.sallyport.core.application;

import dev.sallyport.core.application.BatchProgress.Group;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.SequenceDecision;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.ordering.SequenceGate.Numbered;
import dev.sallyport.core.ordering.SequenceState;
import dev.sallyport.core.ordering.SequenceState.Held;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has the numbered events of a batch taken in the order of their numbers, and says until when one waits for lower
 * numbers that have not arrived. For one batch.
 *
 * <p>What waits stays in the queue and is looked at again, together with what has arrived meanwhile. So nothing is kept
 * but the number that was released last, which {@link PositionGate} remembers anyway, and an event waits no longer than
 * its bound after it arrived, whatever crashes.
 */
final class SequenceLine {

    private final Providers providers;
    private final Map<WebhookId, Integer> places = new HashMap<>();
    private final Map<WebhookId, Instant> waits = new HashMap<>();

    private SequenceLine(Providers providers) {
        this.providers = providers;
    }

    /** Arranges a batch whose groups are all untouched. */
    static SequenceLine arrange(Providers providers, BatchProgress progress, PositionGate positions, Instant now) {
        SequenceLine line = new SequenceLine(providers);
        Map<OrderingKey, Group> numbered = new LinkedHashMap<>();
        for (Group group : progress.groups()) {
            if (group.remaining().stream().anyMatch(entry -> line.isNumbered(group.record(entry)))) {
                numbered.put(group.remaining().getFirst().key(), group);
            }
        }
        Map<OrderingKey, EventPosition> newest = positions.newest(numbered.keySet());
        numbered.forEach((key, group) -> line.arrange(group, newest.get(key), now));
        return line;
    }

    /** Returns the instant before which a webhook must not be taken; null if it need not wait. */
    @Nullable
    Instant waitOf(WebhookId webhook) {
        return waits.get(webhook);
    }

    private boolean isNumbered(@Nullable WebhookRecord record) {
        if (record == null || record.status().isTerminal() || providers.sequence(record.provider()) == null) {
            return false;
        }
        Long number = record.position();
        return number != null && number >= 0 && number < Long.MAX_VALUE;
    }

    /** What is not numbered goes first, in the order of acceptance: numbers say nothing of it. */
    private void arrange(Group group, @Nullable EventPosition newest, Instant now) {
        List<Held> held = new ArrayList<>();
        SequenceGate gate = null;
        for (QueuedWebhook entry : group.remaining()) {
            WebhookRecord record = group.record(entry);
            if (record != null && isNumbered(record) && places.putIfAbsent(record.id(), 0) == null) {
                gate = providers.sequence(record.provider());
                held.add(heldOf(record, gate));
            }
        }
        if (gate == null) {
            return;
        }
        held.sort(Comparator.comparingLong((Held one) -> one.event().first())
                .thenComparing(one -> one.event().webhook()));
        long next = newest != null && newest.version() instanceof Counted counted
                ? counted.value() + 1
                : held.getFirst().event().first();
        SequenceGate.Step step = gate.elapse(new SequenceState(next, held), now);
        int place = 0;
        for (SequenceDecision decision : step.decisions()) {
            places.put(decision.event().webhook(), ++place);
        }
        for (Held waiting : step.state().held()) {
            places.put(waiting.event().webhook(), ++place);
            waits.put(waiting.event().webhook(), waiting.until());
        }
        group.arrange(Comparator.comparing(entry -> places.getOrDefault(entry.id(), 0)));
    }

    private static Held heldOf(WebhookRecord record, @Nullable SequenceGate gate) {
        Long number = record.position();
        if (number == null || gate == null) {
            throw new IllegalArgumentException(record.id() + " is not numbered");
        }
        // Counted from its arrival or its redrive, so that no restart prolongs the wait.
        return new Held(Numbered.of(record.id(), number), record.attemptsSince().plus(gate.longestWait()));
    }
}
