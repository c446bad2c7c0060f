package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.ProviderPolicies;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link FlawedWorker} does about numbered events, in the plainest way, with one defect. */
final class FlawedNumbers {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Defect defect;
    private final InboundParts parts;

    FlawedNumbers(Defect defect, InboundParts parts) {
        this.defect = defect;
        this.parts = parts;
    }

    /** Takes the entries of each key in the order of their numbers; others stay as they are. */
    List<Delivery> arranged(List<Delivery> deliveries) {
        Map<OrderingKey, List<Delivery>> byKey = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            byKey.computeIfAbsent(delivery.key(), none -> new ArrayList<>()).add(delivery);
        }
        List<Delivery> arranged = new ArrayList<>();
        for (List<Delivery> group : byKey.values()) {
            if (defect != Defect.PUBLISHES_NUMBERS_AS_THEY_COME) {
                group.sort(Comparator.comparingLong(this::numberOf));
            }
            arranged.addAll(group);
        }
        return arranged;
    }

    /** What is not numbered, or finished already, goes first. */
    private long numberOf(Delivery delivery) {
        WebhookRecord record = parts.store().find(delivery.webhookId());
        return record == null || record.status().isTerminal() || ProviderPolicies.sequence(parts, record) == null
                ? -1
                : record.position();
    }

    /** Returns how long an event must rest before lower numbers are looked for again; zero if it need not. */
    Duration waitOf(WebhookRecord record) {
        SequenceGate gate = ProviderPolicies.sequence(parts, record);
        if (gate == null || defect == Defect.PUBLISHES_NUMBERS_AS_THEY_COME || !isBehindGap(record)) {
            return Duration.ZERO;
        }
        Instant until = record.attemptsSince().plus(gate.longestWait());
        boolean over = !parts.clock().instant().isBefore(until);
        return over && defect != Defect.WAITS_FOR_EVER_FOR_A_NUMBER ? Duration.ZERO : LOOK_AGAIN;
    }

    boolean isAfterGap(WebhookRecord record) {
        return defect != Defect.HIDES_GAPS && ProviderPolicies.sequence(parts, record) != null && isBehindGap(record);
    }

    private boolean isBehindGap(WebhookRecord record) {
        EventPosition newest =
                parts.positions().newest(List.of(record.orderingKey())).get(record.orderingKey());
        return newest != null && newest.version() instanceof Counted counted && record.position() > counted.value() + 1;
    }
}
