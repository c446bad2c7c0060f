package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.Resources.Index;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.MergedReader;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.ListingCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of a listing: the index names candidates in order, the table says whether each still matches. So an
 * index that lags behind the table can leave a newcomer out for a moment, but never shows what is not so.
 */
final class WebhookListing {

    /** Before the first and after the last sort key that begins with a time. */
    private static final String EARLIEST = "0";

    private static final String LATEST = ":";

    private final Table table;
    private final KnownProviders providers;
    private final Newcomers newcomers;

    WebhookListing(Table table, KnownProviders providers, Newcomers newcomers) {
        this.table = table;
        this.providers = providers;
        this.newcomers = newcomers;
    }

    WebhookPage page(WebhookQuery query) {
        String text = query.cursor();
        ListingCursor cursor = text == null ? null : ListingCursor.read(text, query);
        Arrival after = cursor == null ? null : new Arrival(EpochNanos.toInstant(cursor.receivedAt()), cursor.id());
        Candidates candidates = new Candidates(reader(query, after), after);
        List<WebhookRecord> found = new ArrayList<>();
        // One more than the page holds, to know whether there is a next one.
        while (found.size() <= query.limit()) {
            List<String> ids = candidates.next(query.limit() + 1 - found.size());
            if (ids.isEmpty()) {
                return new WebhookPage(found, null);
            }
            Map<ItemKey, Item> items =
                    table.getAll(ids.stream().map(ItemKey::alone).toList());
            for (String id : ids) {
                Item item = items.get(ItemKey.alone(id));
                if (item != null && matches(query, item)) {
                    found.add(RecordItems.read(item));
                }
            }
        }
        List<WebhookRecord> page = found.subList(0, query.limit());
        WebhookRecord last = page.getLast();
        return new WebhookPage(
                page,
                new ListingCursor(EpochNanos.of(last.receivedAt()), last.id().value()).write(query));
    }

    private static boolean matches(WebhookQuery query, Item item) {
        WebhookStatus status = query.status();
        ProviderId provider = query.provider();
        return (status == null || status.name().equals(item.text("status")))
                && (provider == null || provider.value().equals(item.text("provider")));
    }

    private MergedReader reader(WebhookQuery query, @Nullable Arrival after) {
        boolean ascending = query.direction() == Direction.OLDEST_FIRST;
        String from = query.receivedFrom() == null ? EARLIEST : Timestamps.writeNearest(query.receivedFrom());
        String to = query.receivedBefore() == null ? LATEST : Timestamps.writeNearest(query.receivedBefore());
        if (after != null) {
            // Those of the same instant are passed over by the candidates, for whom ids ascend in both directions.
            String instant = Timestamps.write(after.at());
            from = ascending ? instant : from;
            to = ascending ? to : instant + LATEST;
        }
        WebhookStatus status = query.status();
        List<ShardReader> shards = new ArrayList<>();
        // What is processed stands in no index of its own: nearly everything is.
        if (status == null || status == WebhookStatus.PROCESSED) {
            shards.addAll(read(DynamoDbLayout.ARRIVALS_INDEX, arrivals(query.provider()), from, to, query));
        } else {
            shards.addAll(read(DynamoDbLayout.OPEN_INDEX, Shards.all(status), from, to, query));
        }
        if (status == WebhookStatus.RECEIVED) {
            String begin = newcomers.begin();
            String first = begin.compareTo(from) > 0 ? begin : from;
            shards.addAll(read(DynamoDbLayout.ARRIVALS_INDEX, arrivals(query.provider()), first, to, query));
        }
        return new MergedReader(shards, ascending);
    }

    private List<ShardReader> read(Index index, List<String> shards, String from, String to, WebhookQuery query) {
        if (from.compareTo(to) > 0) {
            return List.of();
        }
        boolean ascending = query.direction() == Direction.OLDEST_FIRST;
        return shards.stream()
                .map(shard -> new ShardReader(table, index, shard, from, to, ascending, query.limit() + 1))
                .toList();
    }

    private List<String> arrivals(@Nullable ProviderId provider) {
        return provider != null
                ? Shards.all(provider)
                : providers.all().stream()
                        .flatMap(known -> Shards.all(known).stream())
                        .toList();
    }

    /** The ids in the order of the listing, after a place. */
    private static final class Candidates {

        private final MergedReader reader;
        private final @Nullable Arrival after;

        Candidates(MergedReader reader, @Nullable Arrival after) {
            this.reader = reader;
            this.after = after;
        }

        /** Returns at least as many ids as asked for, unless the listing ends; whole instants at a time. */
        List<String> next(int wanted) {
            List<String> ids = new ArrayList<>(wanted);
            while (ids.size() < wanted) {
                List<String> ofOneInstant = nextInstant();
                if (ofOneInstant == null) {
                    break;
                }
                ids.addAll(ofOneInstant);
            }
            return ids;
        }

        private @Nullable List<String> nextInstant() {
            Item head = reader.next();
            if (head == null) {
                return null;
            }
            Arrival first = Arrival.read(head);
            // Sorted in both directions; and a newcomer just put into the index of what is open stands in both.
            SortedSet<String> ids = new TreeSet<>();
            ids.add(first.id());
            for (Item item = reader.peek(); item != null && isAt(first.at(), item); item = reader.peek()) {
                ids.add(Arrival.read(item).id());
                reader.next();
            }
            if (after != null && after.at().equals(first.at())) {
                ids.removeIf(id -> id.compareTo(after.id()) <= 0);
            }
            return List.copyOf(ids);
        }

        private static boolean isAt(Instant instant, Item item) {
            return Arrival.read(item).at().equals(instant);
        }
    }
}
