package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Transaction;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.format.DeliveryJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes the deliveries of an event that has more of them than one transaction holds.
 *
 * <p>A list of them is kept first, where nothing refers to it, in parts that expire within a day. The transaction that
 * keeps the event refers to the list and lets its parts stay: from then on all deliveries count as kept. They are made
 * one by one, each unless it is there, so that whoever meets an event with such a list (the call itself, a repeated one,
 * anyone who looks for its deliveries, the sweeper) can go on where another one stopped. The last step takes the
 * reference away.
 */
final class FanOut {

    /** A delivery's text has up to some 1,100 bytes, an item at most 400 KB. */
    private static final int PART = 250;

    /** The transaction holds the event, its idempotency key, and the parts. */
    private static final int MOST_PARTS = Transaction.MOST_WRITES - 2;

    private static final String DELIVERIES = "deliveries";
    private static final Duration UNTIL_REFERRED_TO = Duration.ofDays(1);

    /** Time for the call that accepted the event to end before the sweeper goes on in its place. */
    private static final Duration HEAD_START = Duration.ofMinutes(1);

    private static final Expression STAY = Expression.of("REMOVE " + DynamoDbLayout.TIME_TO_LIVE);
    private static final Expression DONE =
            Expression.of("REMOVE " + EventItems.FAN_OUT + ", " + EventItems.FAN_OUT_PARTS + ", "
                    + DynamoDbLayout.DUE_INDEX.partitionKey() + ", " + DynamoDbLayout.DUE_INDEX.sortKey());

    private final Table table;
    private final DeliveryItems items;
    private final Supplier<String> nonces;

    FanOut(Table table, DeliveryItems items, Supplier<String> nonces) {
        this.table = table;
        this.items = items;
        this.nonces = nonces;
    }

    /** Writes the list of all deliveries, and lets an event refer to it that is about to be kept. */
    List<ItemKey> prepare(Event event, Item eventItem, List<Delivery> deliveries) {
        String nonce = nonces.get();
        List<List<Delivery>> parts = parts(deliveries);
        eventItem
                .with(EventItems.FAN_OUT, nonce)
                .with(EventItems.FAN_OUT_PARTS, parts.size())
                .with(DynamoDbLayout.DUE_INDEX.partitionKey(), DeliveryShards.waking(event.id()))
                .with(
                        DynamoDbLayout.DUE_INDEX.sortKey(),
                        new Arrival(items.now().plus(HEAD_START), event.id().value()).sortKey());
        return ParallelCalls.map(
                IntStream.range(0, parts.size()).boxed().toList(),
                part -> write(DeliveryKeys.fanOut(event.id(), nonce, part), parts.get(part)));
    }

    /** Adds to the transaction that keeps an event that a part of its list stays. */
    static void keep(Transaction transaction, ItemKey part) {
        transaction.update(part, STAY, Expression.EXISTS);
    }

    private static List<List<Delivery>> parts(List<Delivery> deliveries) {
        if (deliveries.size() > PART * MOST_PARTS) {
            throw new IllegalArgumentException("an event has at most " + PART * MOST_PARTS + " deliveries");
        }
        List<List<Delivery>> parts = new ArrayList<>();
        for (int from = 0; from < deliveries.size(); from += PART) {
            parts.add(deliveries.subList(from, Math.min(from + PART, deliveries.size())));
        }
        return parts;
    }

    private ItemKey write(ItemKey key, List<Delivery> part) {
        table.put(Item.of(key)
                .with(DELIVERIES, DeliveryJson.writeAll(part))
                .expiringAt(items.now().plus(UNTIL_REFERRED_TO)));
        return key;
    }

    /** Tells whether deliveries of an event are still to be made. */
    static boolean isOwed(Item eventItem) {
        return eventItem.has(EventItems.FAN_OUT);
    }

    /** Makes what is still to be made of an event's deliveries. */
    void complete(Item eventItem) {
        EventId event = new EventId(eventItem.partition());
        String nonce = eventItem.text(EventItems.FAN_OUT);
        List<ItemKey> parts = IntStream.range(0, (int) eventItem.number(EventItems.FAN_OUT_PARTS))
                .mapToObj(part -> DeliveryKeys.fanOut(event, nonce, part))
                .toList();
        for (ItemKey part : parts) {
            Item kept = table.get(part);
            // Another one who came this far has made all of them, and takes the list away.
            if (kept != null) {
                ParallelCalls.map(DeliveryJson.readAll(kept.text(DELIVERIES)), this::make);
            }
        }
        table.update(
                eventItem.key(),
                DONE,
                Expression.of(EventItems.FAN_OUT + " = :nonce").with(":nonce", nonce),
                item -> !isOwed(item));
        parts.forEach(table::delete);
    }

    private Delivery make(Delivery delivery) {
        Lane lane = delivery.lane();
        if (lane == null || delivery.status().isTerminal()) {
            table.put(items.write(delivery), items.isFree());
        } else {
            new Transaction(table)
                    .put(items.write(delivery), items.isFree())
                    .put(DeliveryItems.place(lane, delivery))
                    .commit();
        }
        return delivery;
    }
}
