package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps an event with its deliveries, in one transaction if it holds them all. */
final class Acceptance {

    /** An idempotency key whose event has gone is taken over; that others do so again and again is no accident. */
    private static final int MOST_TAKEOVERS = 3;

    private final Table table;
    private final DeliveryItems items;
    private final EventItems eventItems;
    private final Events events;
    private final FanOut fanOut;
    private final KnownTenants tenants;
    private final LanePositions positions;

    Acceptance(
            Table table,
            DeliveryItems items,
            EventItems eventItems,
            Events events,
            FanOut fanOut,
            KnownTenants tenants,
            LanePositions positions) {
        this.table = table;
        this.items = items;
        this.eventItems = eventItems;
        this.events = events;
        this.fanOut = fanOut;
        this.tenants = tenants;
        this.positions = positions;
    }

    AcceptOutcome accept(Event event, List<Delivery> deliveries) {
        tenants.add(event.tenant());
        List<Delivery> placed = positions.assign(deliveries);
        EventId gone = null;
        for (int takeover = 0; takeover <= MOST_TAKEOVERS; takeover++) {
            Map<Integer, Item> refusals = keep(event, placed, gone);
            if (refusals.isEmpty()) {
                if (isLarge(event, placed)) {
                    events.completeIfOwed(event.id());
                }
                return new AcceptOutcome.Accepted(placed);
            }
            EventId ofKey = ofSameKey(refusals);
            Event existing = ofKey == null ? null : events.find(ofKey);
            if (existing == null && refusals.containsKey(0)) {
                existing = events.find(event.id());
            }
            if (existing != null) {
                return new AcceptOutcome.AlreadyAccepted(existing);
            }
            gone = ofKey;
        }
        throw new PortUnavailableException("the event's idempotency key changes hands too quickly");
    }

    /** Returns the event whose idempotency key stands in the way; null if none does. */
    private static @Nullable EventId ofSameKey(Map<Integer, Item> refusals) {
        Item ofKey = refusals.get(1);
        return ofKey == null ? null : new EventId(ofKey.text(EventItems.EVENT_ID));
    }

    private Map<Integer, Item> keep(Event event, List<Delivery> placed, @Nullable EventId gone) {
        Instant expiry = expiry(event, placed);
        Item eventItem = eventItems.write(event, expiry);
        boolean isLarge = isLarge(event, placed);
        List<ItemKey> parts = isLarge ? fanOut.prepare(event, eventItem, placed) : List.of();
        Transaction transaction = new Transaction(table).put(eventItem, items.isFree());
        String key = event.idempotencyKey();
        if (key != null) {
            Expression free = items.isFree();
            transaction.put(
                    EventItems.write(event, key, expiry), gone == null ? free : free.or(EventItems.refersTo(gone)));
        }
        parts.forEach(part -> FanOut.keep(transaction, part));
        if (!isLarge) {
            placed.forEach(delivery -> add(transaction, delivery));
        }
        return transaction.commit();
    }

    private void add(Transaction transaction, Delivery delivery) {
        transaction.put(items.write(delivery));
        Lane lane = laneOf(delivery);
        if (lane != null) {
            transaction.put(DeliveryItems.place(lane, delivery));
        }
    }

    /** Returns the time of an event of whom nothing is pending; one far ahead for others. */
    private Instant expiry(Event event, List<Delivery> deliveries) {
        @Nullable Instant latest = null;
        for (Delivery delivery : deliveries) {
            Instant expiry = items.expiryOf(delivery);
            if (expiry == null) {
                return EventItems.latestExpiryFrom(event.dueAt());
            }
            latest = latest == null || expiry.isAfter(latest) ? expiry : latest;
        }
        return latest == null ? items.expiryOfUnwanted(event.dueAt()) : latest;
    }

    private static boolean isLarge(Event event, List<Delivery> placed) {
        long places =
                placed.stream().filter(delivery -> laneOf(delivery) != null).count();
        return 1 + (event.idempotencyKey() == null ? 0 : 1) + placed.size() + places > Transaction.MOST_WRITES;
    }

    /** Returns the lane in which a delivery waits; null for one that has ended, or waits for no other. */
    private static @Nullable Lane laneOf(Delivery delivery) {
        return delivery.status().isTerminal() ? null : delivery.lane();
    }
}
