package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.MergedReader;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds pending deliveries in the order of their wake times. Events whose deliveries are still to be made stand among
 * them, and have them made.
 */
final class WakeSearch {

    private static final String EARLIEST = "0";

    /** Follows every sort key that begins with the same text. */
    private static final String AFTER = ":";

    private static final String SORT_KEY = DynamoDbLayout.DUE_INDEX.sortKey();

    private final Table table;
    private final DeliveryItems items;
    private final Events events;

    WakeSearch(Table table, DeliveryItems items, Events events) {
        this.table = table;
        this.items = items;
        this.events = events;
    }

    List<Delivery> upTo(Instant until, @Nullable Delivery after, int limit) {
        String first = after == null
                ? EARLIEST
                : new Arrival(after.wakeAt(), after.id().toString()).sortKey() + AFTER;
        String last = Timestamps.writeNearest(until) + AFTER;
        if (first.compareTo(last) > 0) {
            return List.of();
        }
        MergedReader reader = new MergedReader(
                DeliveryShards.waking().stream()
                        .map(shard -> new ShardReader(table, DynamoDbLayout.DUE_INDEX, shard, first, last, true, limit))
                        .toList(),
                true);
        List<Delivery> found = new ArrayList<>();
        List<Item> entries = next(reader, limit);
        while (!entries.isEmpty()) {
            found.addAll(waiting(entries));
            entries = next(reader, limit - found.size());
        }
        return found;
    }

    private List<Item> next(MergedReader reader, int wanted) {
        List<Item> entries = new ArrayList<>();
        while (entries.size() < wanted) {
            Item entry = reader.next();
            if (entry == null) {
                break;
            }
            if (entry.key().sort().equals(DeliveryKeys.EVENT)) {
                events.completeIfOwed(new EventId(entry.partition()));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Leaves out what has moved on since it stood at that place of the index. */
    private List<Delivery> waiting(List<Item> entries) {
        Map<ItemKey, Item> read = table.getAll(entries.stream().map(Item::key).toList());
        List<Delivery> waiting = new ArrayList<>();
        for (Item entry : entries) {
            Item item = read.get(entry.key());
            if (item != null && entry.text(SORT_KEY).equals(item.textOrNull(SORT_KEY))) {
                Delivery delivery = items.read(item);
                if (delivery != null) {
                    waiting.add(delivery);
                }
            }
        }
        return waiting;
    }
}
