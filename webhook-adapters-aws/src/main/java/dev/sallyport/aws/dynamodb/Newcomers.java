package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.MergedReader;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks once at each webhook, some time after it arrived, and puts it into the index of what is open if it is still as
 * it was created. Up to when this was done is kept in one item; what arrived later is not in that index yet.
 *
 * <p>An arrival that the index of arrivals shows only after it was passed is not looked at: whoever sweeps MUST leave the
 * service, and the gate between receipt and record, more time than they ever take; minutes, where they take
 * milliseconds and seconds.
 */
final class Newcomers {

    private static final ItemKey KEY = ItemKey.alone("newcomers");
    private static final String LOOKED_UNTIL = "looked_until";
    private static final String BEGINNING = "0";
    private static final int PAGE_SIZE = 1_000;
    private static final int PART = 100;

    private final Table table;
    private final KnownProviders providers;

    Newcomers(Table table, KnownProviders providers) {
        this.table = table;
        this.providers = providers;
    }

    /** Returns the place in the order of arrivals from which on nothing was looked at. */
    String begin() {
        Item item = table.get(KEY);
        return item == null ? BEGINNING : item.text(LOOKED_UNTIL);
    }

    /** Puts what arrived before an instant, and was never changed, into the index of what is open. */
    void openThoseBefore(Instant instant) {
        String from = begin();
        String to = Timestamps.writeNearest(instant);
        if (from.compareTo(to) >= 0) {
            return;
        }
        MergedReader arrivals = new MergedReader(
                providers.all().stream()
                        .flatMap(provider -> Shards.all(provider).stream())
                        .map(shard ->
                                new ShardReader(table, DynamoDbLayout.ARRIVALS_INDEX, shard, from, to, true, PAGE_SIZE))
                        .toList(),
                true);
        List<ItemKey> part = new ArrayList<>(PART);
        for (Item arrival = arrivals.next(); arrival != null; arrival = arrivals.next()) {
            part.add(arrival.key());
            if (part.size() == PART) {
                openUnchanged(part);
                part.clear();
            }
        }
        openUnchanged(part);
        table.changeIf(
                KEY,
                Expression.of("SET " + LOOKED_UNTIL + " = :until").with(":until", to),
                Expression.of("attribute_not_exists(" + LOOKED_UNTIL + ") OR " + LOOKED_UNTIL + " < :until"));
    }

    /** Of revision 0 and not open is also what was processed when it was put: the condition passes it over. */
    private void openUnchanged(List<ItemKey> keys) {
        // Whoever was changed a moment ago, the condition of the write passes over.
        List<ItemKey> unchanged = table.glanceAtAll(keys).values().stream()
                .filter(item -> item.number(DynamoDbLayout.REVISION) == 0
                        && !item.has(DynamoDbLayout.OPEN_INDEX.partitionKey()))
                .map(Item::key)
                .toList();
        ParallelCalls.map(unchanged, this::open);
    }

    private boolean open(ItemKey key) {
        String shard = Shards.of(WebhookStatus.RECEIVED, new WebhookId(key.partition()));
        return table.changeIf(
                key,
                Expression.of("SET " + DynamoDbLayout.OPEN_INDEX.partitionKey() + " = :shard")
                        .with(":shard", shard),
                Expression.of(DynamoDbLayout.REVISION + " = :new AND attribute_not_exists(processed_at)")
                        .with(":new", 0));
    }
}
