package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.format.DeliveryCursor;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, put together of one range of an index for each status that the query allows: a page costs as
 * much as it shows and never as much as is stored, whichever conditions are given.
 */
final class DeliveryListing {

    private static final String TENANT_OF = "SELECT tenant FROM deliveries WHERE endpoint = ? AND status = ? LIMIT 1";

    private final DeliveryQuery query;
    private final @Nullable DeliveryCursor cursor;

    private DeliveryListing(DeliveryQuery query, @Nullable DeliveryCursor cursor) {
        this.query = query;
        this.cursor = cursor;
    }

    /**
     * Prepares a page.
     *
     * @throws dev.sallyport.core.event.InvalidCursorException if the query's cursor is none of this listing
     */
    static DeliveryListing of(DeliveryQuery query) {
        String text = query.cursor();
        return new DeliveryListing(query, text == null ? null : DeliveryCursor.read(text, query));
    }

    DeliveryPage read(SqliteSession session) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (DeliveryStatus status : statuses()) {
            if (isOfTheTenant(session, status)) {
                places.addAll(placesOf(session, status));
            }
        }
        places.sort(order());
        List<Delivery> page = new ArrayList<>();
        for (Place place : places.subList(0, Math.min(places.size(), query.limit()))) {
            Delivery delivery = DeliveryTable.read(session, place.seq());
            if (delivery != null) {
                page.add(delivery);
            }
        }
        if (places.size() <= query.limit()) {
            return new DeliveryPage(page, null);
        }
        Delivery last = page.getLast();
        return new DeliveryPage(page, new DeliveryCursor(last.acceptedAt(), last.id()).write(query));
    }

    private Collection<DeliveryStatus> statuses() {
        return query.statuses().isEmpty() ? List.of(DeliveryStatus.values()) : query.statuses();
    }

    /** An endpoint is one tenant's, so that its first delivery answers for all. */
    private boolean isOfTheTenant(SqliteSession session, DeliveryStatus status) throws SQLException {
        TenantId tenant = query.tenant();
        EndpointId endpoint = query.endpoint();
        if (tenant == null || endpoint == null) {
            return true;
        }
        PreparedStatement tenantOf = session.prepare(TENANT_OF);
        tenantOf.setString(1, endpoint.value());
        tenantOf.setInt(2, Statuses.code(status));
        return tenant.value().equals(Rows.first(tenantOf, row -> row.getString(1)));
    }

    private List<Place> placesOf(SqliteSession session, DeliveryStatus status) throws SQLException {
        Ranges ranges = new Ranges(session, query, status);
        long from = nanos(query.acceptedFrom(), Long.MIN_VALUE);
        long before = nanos(query.acceptedBefore(), Long.MAX_VALUE);
        if (from >= before) {
            return List.of();
        }
        DeliveryCursor after = cursor;
        int most = query.limit() + 1;
        if (after == null) {
            return query.oldestFirst() ? ranges.ascending(from, before, most) : descending(ranges, from, before, most);
        }
        long instant = EpochNanos.of(after.acceptedAt());
        List<Place> places = new ArrayList<>(ranges.restOf(
                instant, after.id().event().value(), after.id().endpoint().value(), most));
        int more = most - places.size();
        if (more > 0) {
            places.addAll(
                    query.oldestFirst()
                            ? ranges.ascending(instant + 1, before, more)
                            : descending(ranges, from, instant, more));
        }
        return places;
    }

    /**
     * Reads the index backwards. The last instant may have been reached from its greatest id and not to its end, whereas
     * ids ascend in both directions: so it is read again from its least.
     */
    private static List<Place> descending(Ranges ranges, long from, long before, int most) throws SQLException {
        List<Place> backwards = ranges.descending(from, before, most);
        if (backwards.size() < most) {
            return backwards;
        }
        long last = backwards.getLast().acceptedAt();
        List<Place> places = new ArrayList<>(backwards);
        places.removeIf(place -> place.acceptedAt() == last);
        places.addAll(ranges.restOf(last, "", "", most - places.size()));
        return places;
    }

    private static long nanos(@Nullable Instant instant, long otherwise) {
        return instant == null ? otherwise : Times.toNearestNanos(instant);
    }

    private Comparator<Place> order() {
        Comparator<Place> byTime = Comparator.comparingLong(Place::acceptedAt);
        return (query.oldestFirst() ? byTime : byTime.reversed())
                .thenComparing(Place::event)
                .thenComparing(Place::endpoint);
    }

    /** Where a delivery stands in the listing, and where it is kept. */
    record Place(long acceptedAt, String event, String endpoint, long seq) {}

    /** The deliveries of one status, of the query's endpoint or tenant, in the index that has them side by side. */
    private static final class Ranges {

        private static final String SELECT = "SELECT accepted_at, event, endpoint, seq FROM deliveries WHERE ";
        private static final String ASCENDING =
                "status = ? AND accepted_at >= ? AND accepted_at < ? ORDER BY accepted_at, event, endpoint LIMIT ?";
        private static final String DESCENDING = "status = ? AND accepted_at >= ? AND accepted_at < ?"
                + " ORDER BY accepted_at DESC, event DESC, endpoint DESC LIMIT ?";
        private static final String REST =
                "status = ? AND accepted_at = ? AND (event, endpoint) > (?, ?) ORDER BY event, endpoint LIMIT ?";

        private final SqliteSession session;
        private final DeliveryStatus status;
        private final @Nullable String owner;
        private final String select;

        Ranges(SqliteSession session, DeliveryQuery query, DeliveryStatus status) {
            this.session = session;
            this.status = status;
            EndpointId endpoint = query.endpoint();
            TenantId tenant = query.tenant();
            if (endpoint != null) {
                owner = endpoint.value();
                select = SELECT + "endpoint = ? AND ";
            } else if (tenant != null) {
                owner = tenant.value();
                select = SELECT + "tenant = ? AND ";
            } else {
                owner = null;
                select = SELECT;
            }
        }

        List<Place> ascending(long from, long before, int most) throws SQLException {
            return between(ASCENDING, from, before, most);
        }

        List<Place> descending(long from, long before, int most) throws SQLException {
            return between(DESCENDING, from, before, most);
        }

        private List<Place> between(String range, long from, long before, int most) throws SQLException {
            PreparedStatement statement = session.prepare(select + range);
            int next = bindOwner(statement);
            statement.setLong(next, from);
            statement.setLong(next + 1, before);
            statement.setInt(next + 2, most);
            return places(statement);
        }

        /** Returns what stands behind an id among the deliveries accepted at one instant. */
        List<Place> restOf(long instant, String event, String endpoint, int most) throws SQLException {
            PreparedStatement statement = session.prepare(select + REST);
            int next = bindOwner(statement);
            statement.setLong(next, instant);
            statement.setString(next + 1, event);
            statement.setString(next + 2, endpoint);
            statement.setInt(next + 3, most);
            return places(statement);
        }

        private int bindOwner(PreparedStatement statement) throws SQLException {
            int next = 1;
            if (owner != null) {
                statement.setString(next++, owner);
            }
            statement.setInt(next++, Statuses.code(status));
            return next;
        }

        private static List<Place> places(PreparedStatement statement) throws SQLException {
            return Rows.all(
                    statement, row -> new Place(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
        }
    }
}
