package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.Resources.Index;
import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.ArrivalWalk;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.format.DeliveryCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of a listing: an index names candidates of one tenant, or of all one after the other, and the table says
 * whether each still matches. An index that lags behind can leave a newcomer out for a moment; what is shown is so.
 */
final class DeliveryListing {

    /** An endpoint's deliveries are chosen from its tenant's by their ids, of which the index reads many in a call. */
    private static final int PAGE_OF_ENDPOINT = 1_000;

    private final Table table;
    private final DeliveryItems items;
    private final KnownTenants tenants;

    DeliveryListing(Table table, DeliveryItems items, KnownTenants tenants) {
        this.table = table;
        this.items = items;
        this.tenants = tenants;
    }

    DeliveryPage page(DeliveryQuery query) {
        ArrivalWalk walk = walk(query);
        List<Delivery> found = new ArrayList<>();
        // One more than the page holds, to know whether there is a next one.
        while (found.size() <= query.limit()) {
            List<String> ids = walk.next(query.limit() + 1 - found.size());
            if (ids.isEmpty()) {
                return new DeliveryPage(found, null);
            }
            found.addAll(matching(query, ids));
        }
        List<Delivery> page = found.subList(0, query.limit());
        Delivery last = page.getLast();
        return new DeliveryPage(page, new DeliveryCursor(last.acceptedAt(), last.id()).write(query));
    }

    private List<Delivery> matching(DeliveryQuery query, List<String> ids) {
        EndpointId endpoint = query.endpoint();
        List<ItemKey> keys = ids.stream()
                .map(DeliveryId::parse)
                .filter(id -> endpoint == null || id.endpoint().equals(endpoint))
                .map(DeliveryKeys::delivery)
                .toList();
        Map<ItemKey, Item> read = table.getAll(keys);
        List<Delivery> matching = new ArrayList<>();
        for (ItemKey key : keys) {
            Delivery delivery = items.read(read.get(key));
            if (delivery != null
                    && (query.statuses().isEmpty() || query.statuses().contains(delivery.status()))) {
                matching.add(delivery);
            }
        }
        return matching;
    }

    private ArrivalWalk walk(DeliveryQuery query) {
        String text = query.cursor();
        DeliveryCursor cursor = text == null ? null : DeliveryCursor.read(text, query);
        Arrival after = cursor == null
                ? null
                : new Arrival(cursor.acceptedAt(), cursor.id().toString());
        boolean isOpen =
                !query.statuses().isEmpty() && query.statuses().stream().noneMatch(DeliveryShards::isSettled);
        Index index = isOpen ? DynamoDbLayout.OPEN_INDEX : DynamoDbLayout.ARRIVALS_INDEX;
        List<String> shards = tenants(query.tenant()).stream()
                .flatMap(tenant -> isOpen
                        ? query.statuses().stream().flatMap(status -> DeliveryShards.open(tenant, status).stream())
                        : DeliveryShards.arrivals(tenant).stream())
                .toList();
        return new ArrivalWalk(
                table,
                List.of(ArrivalWalk.Stretch.of(index, shards)),
                new ArrivalWalk.Range(query.acceptedFrom(), query.acceptedBefore(), query.oldestFirst(), after),
                query.endpoint() == null ? query.limit() + 1 : PAGE_OF_ENDPOINT);
    }

    private List<TenantId> tenants(@Nullable TenantId tenant) {
        return tenant == null ? tenants.all() : List.of(tenant);
    }
}
