package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks G2 for events that are numbered: taken in the order of their numbers, none before its wait for a lower one is
 * over, and none after a gap without saying so. That what comes late is marked is checked with all other marks.
 */
final class SequenceChecks {

    private final World world;
    private final History history;
    private final Map<OrderingKey, List<PublishedEvent>> published = new LinkedHashMap<>();

    private final Set<WebhookId> repeated;

    /**
     * Makes the checks.
     *
     * @param firsts the first publication of each webhook, in order
     * @param repeated what was published more than once
     */
    SequenceChecks(World world, List<PublishedEvent> firsts, Set<WebhookId> repeated) {
        this.world = world;
        this.history = world.history();
        this.repeated = repeated;
        for (PublishedEvent event : firsts) {
            SentEvent sent = history.event(event.webhookId());
            if (sent != null && sent.isSequenced()) {
                published
                        .computeIfAbsent(event.orderingKey(), none -> new ArrayList<>())
                        .add(event);
            }
        }
    }

    void run() {
        SequenceGate gate = world.scenario().sequence();
        if (gate != null) {
            published.forEach(this::checkGaps);
            published.forEach((key, events) -> checkWaits(key, events, gate));
            history.queued().forEach(this::checkNumbers);
        }
    }

    /** What came first and has the lower number is published first: nothing speaks against it. */
    private void checkNumbers(OrderingKey key, Set<WebhookId> queued) {
        List<WebhookId> order = published.getOrDefault(key, List.of()).stream()
                .map(PublishedEvent::webhookId)
                .toList();
        List<WebhookId> known = queued.stream()
                .filter(id -> order.contains(id) && !history.everDied(id))
                .toList();
        for (int i = 0; i < known.size(); i++) {
            for (int j = i + 1; j < known.size(); j++) {
                WebhookId one = known.get(i);
                WebhookId other = known.get(j);
                if (numberOf(one) < numberOf(other) && order.indexOf(one) > order.indexOf(other)) {
                    history.violated(
                            Guarantee.G2,
                            one + " came before " + other + ", has the lower number, and was published after it");
                }
            }
        }
    }

    /** An event is marked as coming after a gap if a number below it, and above all that was published, is missing. */
    private void checkGaps(OrderingKey key, List<PublishedEvent> events) {
        List<PublishedEvent> known =
                events.stream().filter(event -> isSettled(event.webhookId())).toList();
        long highest = known.isEmpty() ? 0 : numberOf(known.getFirst().webhookId());
        for (PublishedEvent event : known.subList(Math.min(1, known.size()), known.size())) {
            long number = numberOf(event.webhookId());
            boolean marked = event.orderMark() == OrderMark.AFTER_GAP;
            boolean gap = number > highest + 1;
            boolean stale = event.orderMark() == OrderMark.STALE;
            if (!stale && marked != gap && !(gap && isUnsettledBetween(key, highest, number))) {
                history.violated(
                        Guarantee.G2,
                        event.webhookId() + " has number " + number + " after " + highest + " and is published "
                                + event.orderMark());
            }
            highest = Math.max(highest, number);
        }
    }

    /**
     * Tells whether it is sure what became of a number. One that died counts as given up, or as missing if its worker
     * died too. One that was published again was published by a worker that had lost its reservation, and judged by what
     * it knew before, or that died before anyone knew.
     */
    private boolean isSettled(WebhookId id) {
        return !history.everDied(id) && !repeated.contains(id);
    }

    private boolean isUnsettledBetween(OrderingKey key, long highest, long number) {
        return history.events().stream()
                .anyMatch(event -> event.isSequenced()
                        && event.key().equals(key)
                        && !isSettled(event.id())
                        && event.position() > highest
                        && event.position() < number);
    }

    /** Nothing goes before its wait is over, or that of a higher number; where clocks were set, nobody can say. */
    private void checkWaits(OrderingKey key, List<PublishedEvent> events, SequenceGate gate) {
        List<WebhookRecord> ofKey = world.store().all().stream()
                .filter(record -> record.orderingKey().equals(key))
                .toList();
        if (world.scenario().faults().contains(FaultKind.CLOCK_JUMP) || ofKey.size() > gate.mostHeld()) {
            return;
        }
        for (PublishedEvent event : events) {
            long number = numberOf(event.webhookId());
            boolean waited = ofKey.stream()
                    .filter(record -> numberOf(record.id()) >= number)
                    .anyMatch(record -> isOver(record, gate, event.processedAt()));
            if (event.orderMark() == OrderMark.AFTER_GAP && !waited && isSettled(event.webhookId())) {
                history.violated(
                        Guarantee.G2, event.webhookId() + " did not wait for a lower number as long as it could");
            }
        }
    }

    private static boolean isOver(WebhookRecord record, SequenceGate gate, Instant at) {
        return !at.isBefore(record.receivedAt().plus(gate.longestWait()));
    }

    /** What was never sent is a violation of its own, and has no number. */
    private long numberOf(WebhookId id) {
        SentEvent event = history.event(id);
        return event == null ? -1 : event.position();
    }
}
