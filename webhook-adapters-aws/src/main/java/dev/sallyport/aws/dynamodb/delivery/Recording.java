package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import dev.sallyport.core.port.out.PortException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records what becomes of a delivery, together with the attempt, the place in the lane and the event that it concerns. */
final class Recording {

    private static final Expression STAY = Expression.of("REMOVE " + DynamoDbLayout.TIME_TO_LIVE);

    private final Table table;
    private final DeliveryItems items;
    private final Events events;

    Recording(Table table, DeliveryItems items, Events events) {
        this.table = table;
        this.items = items;
        this.events = events;
    }

    RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        Item item = items.write(replacement);
        Expression isNext = Expression.isBefore(item).and(items.isAlive());
        boolean isRequeued = attempt == null && mayBeRequeued(replacement) && hasEnded(replacement.id());
        Lane lane = replacement.lane();
        Item standing = attempt == null && lane == null && !isRequeued
                ? table.put(item, isNext)
                : together(replacement, attempt, item, isNext, isRequeued);
        if (standing != null) {
            Delivery kept = items.read(standing);
            if (!replacement.equals(kept)) {
                return new RecordOutcome.Conflict(kept);
            }
        }
        if (replacement.status().isTerminal() || isRequeued) {
            follow(replacement);
        }
        return new RecordOutcome.Recorded();
    }

    /** A delivery that is requeued counts its attempts anew; so does one that has made none and is woken later. */
    private static boolean mayBeRequeued(Delivery replacement) {
        return !replacement.status().isTerminal() && replacement.attemptsInRound() == 0;
    }

    private boolean hasEnded(DeliveryId id) {
        Delivery current = items.read(table.get(DeliveryKeys.delivery(id)));
        return current != null && current.status().isTerminal();
    }

    private @Nullable Item together(
            Delivery replacement, @Nullable Attempt attempt, Item item, Expression isNext, boolean isRequeued) {
        Transaction transaction = new Transaction(table).put(item, isNext);
        if (isRequeued) {
            keepEvent(transaction, replacement);
        }
        if (attempt != null) {
            transaction.put(items.write(attempt, replacement));
        }
        Lane lane = replacement.lane();
        if (lane != null) {
            if (replacement.status().isTerminal()) {
                transaction.delete(DeliveryKeys.place(lane, replacement.position()));
            } else {
                transaction.put(DeliveryItems.place(lane, replacement));
            }
        }
        Map<Integer, Item> refusals = transaction.commit();
        if (refusals.isEmpty()) {
            return null;
        }
        // Where the event alone is in the way, it has just gone, and its deliveries are going.
        Item standing = refusals.get(0);
        return standing != null ? standing : Item.read(Map.of());
    }

    /** An event of which something is pending again must not expire: nor its idempotency key. */
    private void keepEvent(Transaction transaction, Delivery replacement) {
        EventId id = replacement.id().event();
        Item eventItem = table.get(DeliveryKeys.event(id));
        Expression keep = EventItems.keep(EventItems.latestExpiryFrom(items.now()));
        transaction.update(DeliveryKeys.event(id), keep, Expression.EXISTS.and(items.isAlive()));
        String key = eventItem == null ? null : EventItems.describe(eventItem).idempotencyKey();
        if (key != null) {
            transaction.update(DeliveryKeys.idempotencyKey(replacement.tenant(), key), keep, EventItems.refersTo(id));
        }
    }

    /**
     * Lets expire what goes with a delivery that has ended, or stay what belongs to one that is pending again. The
     * delivery is recorded by then: where this fails, events and attempts stay for longer, and nothing else.
     */
    private void follow(Delivery recorded) {
        try {
            setExpiryOfAttempts(recorded, items.expiryOf(recorded));
            if (recorded.status().isTerminal()) {
                events.letExpire(recorded.id().event());
            }
        } catch (PortException e) {
            // Nothing to undo, and nobody to tell: see above.
        }
    }

    private void setExpiryOfAttempts(Delivery recorded, @Nullable Instant expiry) {
        // The attempt that ended the delivery was recorded with its expiry; nearly always it is the only one.
        int earlier = expiry == null ? recorded.attempts() : recorded.attempts() - 1;
        if (earlier > 0) {
            Expression change = expiry == null ? STAY : EventItems.setExpiry(Timestamps.wholeSeconds(expiry));
            ParallelCalls.map(
                    IntStream.rangeClosed(1, earlier)
                            .mapToObj(number -> DeliveryKeys.attempt(recorded.id(), number))
                            .toList(),
                    key -> set(key, change));
        }
    }

    private ItemKey set(ItemKey attempt, Expression change) {
        table.update(attempt, change, Expression.EXISTS, item -> true);
        return attempt;
    }
}
