package dev.sallyport.core.application;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.MonotoneGate;
import dev.sallyport.core.ordering.MonotoneGate.Decision;
import dev.sallyport.core.port.out.OrderPositionStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks events that a newer one of their key has overtaken, for providers whose configuration asks for it.
 *
 * <p>Positions are raised after publication and before the records change: a crash in between judges the same event
 * again, and an event is never late behind itself.
 */
final class PositionGate {

    private final Providers providers;
    private final @Nullable OrderPositionStore positions;

    PositionGate(Providers providers, @Nullable OrderPositionStore positions) {
        boolean needed = providers.all().stream().anyMatch(provider -> provider.lateEvents() == LateEvents.MARK_STALE);
        if (needed && positions == null) {
            throw new IllegalArgumentException("positions must be given where a provider marks late events");
        }
        this.providers = providers;
        this.positions = positions;
    }

    /** Returns the records, in the order given, each with its mark. */
    List<WebhookRecord> mark(List<WebhookRecord> records) {
        Set<OrderingKey> keys = new LinkedHashSet<>();
        records.stream().filter(this::isJudged).forEach(record -> keys.add(record.orderingKey()));
        if (positions == null || keys.isEmpty()) {
            return records;
        }
        Map<OrderingKey, EventPosition> newest = new HashMap<>(positions.newest(keys));
        return records.stream().map(record -> judge(record, newest)).toList();
    }

    /** Returns the newest positions of the keys given, for those that have one. */
    Map<OrderingKey, EventPosition> newest(Set<OrderingKey> keys) {
        return positions == null || keys.isEmpty() ? Map.of() : positions.newest(keys);
    }

    /** Remembers numbers that will not be published, so that nothing waits for them. */
    void givenUp(WebhookRecord record) {
        if (providers.sequence(record.provider()) != null) {
            published(List.of(record));
        }
    }

    /** Remembers what was published. */
    void published(List<WebhookRecord> records) {
        Map<OrderingKey, EventPosition> newest = new HashMap<>();
        records.stream().filter(this::isJudged).forEach(record -> judge(record, newest));
        if (positions != null && !newest.isEmpty()) {
            positions.raise(newest);
        }
    }

    private WebhookRecord judge(WebhookRecord record, Map<OrderingKey, EventPosition> newest) {
        EventPosition position = positionOf(record);
        if (position == null || !isJudged(record)) {
            return record;
        }
        EventPosition before = newest.get(record.orderingKey());
        Decision decision = MonotoneGate.judge(before, position);
        newest.put(record.orderingKey(), decision.newest());
        return switch (decision) {
            case Decision.Fresh fresh -> isAfterGap(record, before) ? record.marked(OrderMark.AFTER_GAP) : record;
            case Decision.Stale stale -> record.marked(OrderMark.STALE);
        };
    }

    private boolean isAfterGap(WebhookRecord record, @Nullable EventPosition before) {
        Long number = record.position();
        return number != null
                && before != null
                && before.version() instanceof Counted counted
                && number - 1 > counted.value()
                && providers.sequence(record.provider()) != null;
    }

    private boolean isJudged(WebhookRecord record) {
        return record.position() != null && providers.lateEvents(record.provider()) == LateEvents.MARK_STALE;
    }

    private static @Nullable EventPosition positionOf(WebhookRecord record) {
        Long position = record.position();
        return position == null
                ? null
                : EventPosition.ofNumber(
                        position,
                        Objects.requireNonNullElse(
                                record.providerEventId(), record.id().value()));
    }
}
