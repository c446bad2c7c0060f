package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.MergedReader;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was last queued before an instant and is not terminal. It reads the index of what is open up to that
 * instant and keeps no more than it was asked for.
 */
final class StrandedSearch {

    private static final int PAGE_SIZE = 1_000;
    private static final int LARGEST_LIMIT = 1_000;

    private final Table table;
    private final Newcomers newcomers;

    StrandedSearch(Table table, Newcomers newcomers) {
        this.table = table;
        this.newcomers = newcomers;
    }

    List<WebhookRecord> before(Instant instant, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT);
        }
        newcomers.openThoseBefore(instant);
        List<Entry> earliest = earliest(Timestamps.writeNearest(instant), limit);
        Map<ItemKey, Item> items = table.getAll(
                earliest.stream().map(entry -> ItemKey.alone(entry.id())).toList());
        List<WebhookRecord> stranded = new ArrayList<>(earliest.size());
        for (Entry entry : earliest) {
            Item item = items.get(ItemKey.alone(entry.id()));
            if (item != null) {
                WebhookRecord record = RecordItems.read(item);
                if (isStranded(record, instant)) {
                    stranded.add(record);
                }
            }
        }
        return stranded;
    }

    private static boolean isStranded(WebhookRecord record, Instant instant) {
        Instant notBefore = record.notBefore();
        return !record.status().isTerminal()
                && record.queuedAt().isBefore(instant)
                && (notBefore == null || notBefore.isBefore(instant));
    }

    private List<Entry> earliest(String instant, int limit) {
        List<ShardReader> shards = Stream.of(WebhookStatus.values())
                .filter(status -> !status.isTerminal())
                .flatMap(status -> Shards.all(status).stream())
                // Nothing is queued before it arrives, so what arrived later need not be read.
                .map(shard -> new ShardReader(table, DynamoDbLayout.OPEN_INDEX, shard, "0", instant, true, PAGE_SIZE))
                .toList();
        MergedReader reader = new MergedReader(shards, true);
        PriorityQueue<Entry> kept = new PriorityQueue<>(Comparator.reverseOrder());
        for (Item item = reader.next(); item != null; item = reader.next()) {
            String queuedAt = item.text("queued_at");
            if (queuedAt.compareTo(instant) < 0 && isDueBefore(instant, item.textOrNull("not_before"))) {
                kept.add(new Entry(queuedAt, item.partition()));
                if (kept.size() > limit) {
                    kept.poll();
                }
            }
        }
        return kept.stream().sorted().toList();
    }

    private static boolean isDueBefore(String instant, @Nullable String notBefore) {
        return notBefore == null || notBefore.compareTo(instant) < 0;
    }

    private record Entry(String queuedAt, String id) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = queuedAt.compareTo(other.queuedAt);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }
}
