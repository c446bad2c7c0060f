package dev.sallyport.core.application;

import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.EventPosition;
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
        Decision decision = MonotoneGate.judge(newest.get(record.orderingKey()), position);
        newest.put(record.orderingKey(), decision.newest());
        return switch (decision) {
            case Decision.Fresh fresh -> record;
            case Decision.Stale stale -> record.marked(OrderMark.STALE);
        };
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
