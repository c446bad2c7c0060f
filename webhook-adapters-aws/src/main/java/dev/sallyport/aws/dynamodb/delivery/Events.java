package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.PartitionQuery;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events and what belongs to them, whole: what is still to be made of their deliveries is made first. */
final class Events {

    private final Table table;
    private final DeliveryItems items;
    private final EventItems eventItems;
    private final FanOut fanOut;

    Events(Table table, DeliveryItems items, EventItems eventItems, FanOut fanOut) {
        this.table = table;
        this.items = items;
        this.eventItems = eventItems;
        this.fanOut = fanOut;
    }

    @Nullable
    Event find(EventId id) {
        Item item = table.get(DeliveryKeys.event(id));
        if (item != null && FanOut.isOwed(item)) {
            complete(item);
        }
        return eventItems.read(item, items.now());
    }

    @Nullable
    Delivery find(DeliveryId id) {
        ItemKey key = DeliveryKeys.delivery(id);
        Item item = table.get(key);
        if (item == null && completeIfOwed(id.event())) {
            item = table.get(key);
        }
        return items.read(item);
    }

    /** Makes what is still to be made of an event's deliveries; tells whether there was anything. */
    boolean completeIfOwed(EventId id) {
        Item item = table.get(DeliveryKeys.event(id));
        if (item == null || !FanOut.isOwed(item)) {
            return false;
        }
        complete(item);
        return true;
    }

    private void complete(Item eventItem) {
        fanOut.complete(eventItem);
        letExpire(new EventId(eventItem.partition()));
    }

    List<Delivery> deliveriesOf(EventId id) {
        return readFrom(DeliveryKeys.DELIVERIES, id).deliveries();
    }

    List<Attempt> attemptsOf(EventId id) {
        Whole whole = readFrom(DeliveryKeys.ATTEMPTS, id);
        Map<DeliveryId, Delivery> alive = new HashMap<>();
        whole.deliveries().forEach(delivery -> alive.put(delivery.id(), delivery));
        return whole.attempts().stream()
                // Attempts of a delivery that has gone, whose event came again, may still be there.
                .filter(attempt -> {
                    Delivery delivery = alive.get(attempt.delivery());
                    return delivery != null && attempt.number() <= delivery.attempts();
                })
                .toList();
    }

    private Whole readFrom(String first, EventId id) {
        PartitionQuery query = new PartitionQuery(table, id.value(), first, DeliveryKeys.EVENT);
        Whole whole = whole(query.all());
        Item eventItem = whole.eventItem();
        if (eventItem == null || !FanOut.isOwed(eventItem)) {
            return whole;
        }
        complete(eventItem);
        return whole(query.all());
    }

    private Whole whole(List<Item> read) {
        List<Attempt> attempts = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        Item eventItem = null;
        for (Item item : read) {
            String sort = item.key().sort();
            Delivery delivery = items.read(item);
            if (sort.equals(DeliveryKeys.EVENT)) {
                eventItem = item;
            } else if (delivery != null) {
                deliveries.add(delivery);
            } else if (sort.startsWith(DeliveryKeys.ATTEMPTS)) {
                attempts.add(DeliveryItems.readAttempt(item));
            }
        }
        return new Whole(attempts, deliveries, eventItem);
    }

    /**
     * Lets an event, and its idempotency key, expire with the last of its deliveries if all have ended.
     *
     * <p>The event is read before its deliveries: if one of them goes back to pending meanwhile, the count of such
     * returns differs, and nothing is set.
     */
    void letExpire(EventId id) {
        Item eventItem = table.get(DeliveryKeys.event(id));
        if (eventItem == null || FanOut.isOwed(eventItem)) {
            return;
        }
        long latest = 0;
        for (Item delivery : PartitionQuery.beginning(table, id.value(), DeliveryKeys.DELIVERIES)
                .all()) {
            if (!delivery.has(DynamoDbLayout.TIME_TO_LIVE)) {
                return;
            }
            latest = Math.max(latest, delivery.number(DynamoDbLayout.TIME_TO_LIVE));
        }
        long expiry = latest;
        if (expiry == 0) {
            return;
        }
        Expression unchanged = Expression.of(EventItems.REQUEUES + " = :requeues")
                .with(":requeues", eventItem.number(EventItems.REQUEUES));
        Expression set = EventItems.setExpiry(expiry);
        Event event = EventItems.describe(eventItem);
        String key = event.idempotencyKey();
        if (key != null) {
            table.update(
                    DeliveryKeys.idempotencyKey(event.tenant(), key),
                    set,
                    EventItems.refersTo(id).and(unchanged),
                    item -> false);
        }
        table.update(eventItem.key(), set, unchanged, item -> false);
    }

    private record Whole(
            List<Attempt> attempts,
            List<Delivery> deliveries,
            @Nullable Item eventItem) {}
}
