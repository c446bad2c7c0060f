package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.aws.dynamodb.table.Directory;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.PartitionQuery;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps events, deliveries and attempts in the table. Safe for any number of threads.
 *
 * <p>An event, its deliveries and their attempts share a partition and are read consistently; so are the heads of lanes.
 * {@link #wakeable} and {@link #list} find their candidates in indexes that the service updates after the table, normally
 * within milliseconds, and read them from the table itself: a newcomer may be missing for that long, and a delivery that
 * has just changed its status is not found under the new one.
 *
 * <p>An event with all its deliveries is one transaction of up to 100 items; for more of them see the documentation. A
 * body of more than 16 KB goes to {@link LargeBodies}. What has ended is judged by the clock and left to the service to
 * delete. A delivery that was pending for 400 days on end would lose its event.
 */
public final class DynamoDbDeliveryStore implements DeliveryStore {

    private final Table table;
    private final DeliveryItems items;
    private final Events events;
    private final Acceptance acceptance;
    private final Recording recording;
    private final DeliveryListing listing;
    private final WakeSearch waking;

    /**
     * Uses a table that exists.
     *
     * @param bodies keeps the bodies of large events
     * @param retention how long what has ended is kept
     * @param clock judges what has expired
     * @param nonces supplies texts of up to 64 letters and digits, each once
     */
    public DynamoDbDeliveryStore(
            DynamoDbClient client,
            String tableName,
            LargeBodies bodies,
            RetentionPolicy retention,
            InstantSource clock,
            Supplier<String> nonces) {
        table = new Table(client, tableName);
        items = new DeliveryItems(retention, clock);
        EventItems eventItems = new EventItems(bodies);
        FanOut fanOut = new FanOut(table, items, nonces);
        KnownTenants tenants = new KnownTenants(table);
        events = new Events(table, items, eventItems, fanOut);
        acceptance = new Acceptance(table, items, eventItems, events, fanOut, tenants, new LanePositions(table, clock));
        recording = new Recording(table, items, events);
        listing = new DeliveryListing(table, items, tenants);
        waking = new WakeSearch(table, items, events);
    }

    @Override
    public AcceptOutcome accept(Event event, List<Delivery> deliveries) {
        return acceptance.accept(event, deliveries);
    }

    @Override
    public @Nullable Event findEvent(EventId id) {
        return events.find(id);
    }

    @Override
    public @Nullable Delivery find(DeliveryId id) {
        return events.find(id);
    }

    @Override
    public List<Delivery> deliveriesOf(EventId id) {
        return events.deliveriesOf(id);
    }

    @Override
    public List<Attempt> attemptsOf(EventId id) {
        return events.attemptsOf(id);
    }

    @Override
    public RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        return recording.record(replacement, attempt);
    }

    @Override
    public @Nullable Delivery headOf(Lane lane) {
        while (true) {
            List<Item> first =
                    PartitionQuery.after(table, DeliveryKeys.lane(lane), null).upTo(1);
            if (first.isEmpty()) {
                return null;
            }
            Delivery head = find(DeliveryId.parse(DeliveryItems.deliveryAt(first.getFirst())));
            // What has ended between the two reads has left the lane, too.
            if (head != null && !head.status().isTerminal()) {
                return head;
            }
        }
    }

    @Override
    public List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit) {
        Directory.requireLimit(limit);
        return waking.upTo(until, after, limit);
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) {
        return listing.page(query);
    }

    /** Removes nothing: the service deletes items by itself, and what is due to be deleted is not found any more. */
    @Override
    public int removeExpired(RetentionPolicy retention, Instant now, int limit) {
        Directory.requireLimit(limit);
        return 0;
    }
}
