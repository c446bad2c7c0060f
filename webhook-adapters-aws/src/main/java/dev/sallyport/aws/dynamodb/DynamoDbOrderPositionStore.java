package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.ordering.EventPosition.Counted;
import dev.sallyport.core.ordering.EventPosition.Timed;
import dev.sallyport.core.port.out.OrderPositionStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps the newest positions in the table of the records, one item for each key. Safe for any number of threads. */
public final class DynamoDbOrderPositionStore implements OrderPositionStore {

    private static final String PREFIX = "position#";

    /** Positions of another kind cannot be compared, and do not raise each other. */
    private static final Expression IS_NEWER = Expression.of("attribute_not_exists(" + DynamoDbLayout.PARTITION_KEY
            + ") OR (kind = :kind AND (version < :version OR (version = :version AND tie_break < :tie)))");

    private final Table table;

    /** Uses a table that exists. */
    public DynamoDbOrderPositionStore(DynamoDbClient client, String tableName) {
        table = new Table(client, tableName);
    }

    @Override
    public Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys) {
        Map<OrderingKey, EventPosition> newest = new HashMap<>();
        table.getAll(keys.stream().map(DynamoDbOrderPositionStore::itemKey).toList())
                .values()
                .forEach(item -> newest.put(new OrderingKey(item.partition().substring(PREFIX.length())), read(item)));
        return newest;
    }

    @Override
    public void raise(Map<OrderingKey, EventPosition> positions) {
        ParallelCalls.map(List.copyOf(positions.entrySet()), entry -> raise(entry.getKey(), entry.getValue()));
    }

    private EventPosition raise(OrderingKey key, EventPosition position) {
        Item item = write(key, position);
        table.put(
                item,
                IS_NEWER.with(":kind", item.text("kind"))
                        .with(":version", item.number("version"))
                        .with(":tie", item.text("tie_break")));
        return position;
    }

    private static Item write(OrderingKey key, EventPosition position) {
        Item item = Item.of(itemKey(key)).with("tie_break", position.tieBreak());
        return switch (position.version()) {
            case Counted counted -> item.with("kind", "number").with("version", counted.value());
            case Timed timed -> item.with("kind", "time").with("version", EpochNanos.of(timed.value()));
        };
    }

    private static EventPosition read(Item item) {
        String tieBreak = item.text("tie_break");
        return switch (item.text("kind")) {
            case "number" -> EventPosition.ofNumber(item.number("version"), tieBreak);
            case "time" -> EventPosition.ofTime(EpochNanos.toInstant(item.number("version")), tieBreak);
            default -> throw new IllegalStateException("a position of an unknown kind");
        };
    }

    private static ItemKey itemKey(OrderingKey key) {
        return ItemKey.alone(PREFIX + key.value());
    }
}
