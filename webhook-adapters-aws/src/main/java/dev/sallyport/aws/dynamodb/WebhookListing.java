package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.ArrivalWalk;
import dev.sallyport.aws.dynamodb.table.ArrivalWalk.Stretch;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.ListingCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of a listing: the index names candidates in order, the table says whether each still matches. So an
 * index that lags behind the table can leave a newcomer out for a moment, but never shows what is not so.
 */
final class WebhookListing {

    private final Table table;
    private final KnownProviders providers;
    private final Newcomers newcomers;

    WebhookListing(Table table, KnownProviders providers, Newcomers newcomers) {
        this.table = table;
        this.providers = providers;
        this.newcomers = newcomers;
    }

    WebhookPage page(WebhookQuery query) {
        ArrivalWalk walk = walk(query);
        List<WebhookRecord> found = new ArrayList<>();
        // One more than the page holds, to know whether there is a next one.
        while (found.size() <= query.limit()) {
            List<String> ids = walk.next(query.limit() + 1 - found.size());
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

    private ArrivalWalk walk(WebhookQuery query) {
        String text = query.cursor();
        ListingCursor cursor = text == null ? null : ListingCursor.read(text, query);
        Arrival after = cursor == null ? null : new Arrival(EpochNanos.toInstant(cursor.receivedAt()), cursor.id());
        return new ArrivalWalk(
                table,
                stretches(query),
                new ArrivalWalk.Range(
                        query.receivedFrom(),
                        query.receivedBefore(),
                        query.direction() == Direction.OLDEST_FIRST,
                        after),
                query.limit() + 1);
    }

    private List<Stretch> stretches(WebhookQuery query) {
        WebhookStatus status = query.status();
        // What is processed stands in no index of its own: nearly everything is.
        if (status == null || status == WebhookStatus.PROCESSED) {
            return List.of(Stretch.of(DynamoDbLayout.ARRIVALS_INDEX, arrivals(query.provider())));
        }
        Stretch open = Stretch.of(DynamoDbLayout.OPEN_INDEX, Shards.all(status));
        return status == WebhookStatus.RECEIVED
                ? List.of(
                        open, new Stretch(DynamoDbLayout.ARRIVALS_INDEX, arrivals(query.provider()), newcomers.begin()))
                : List.of(open);
    }

    private List<String> arrivals(@Nullable ProviderId provider) {
        return provider != null
                ? Shards.all(provider)
                : providers.all().stream()
                        .flatMap(known -> Shards.all(known).stream())
                        .toList();
    }
}
