package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookQuery.Direction;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.ListingCursor;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.engine.Times;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, merged from one stream for each provider and status that the query allows.
 *
 * <p>Each stream is a range of the index over provider, status and time, so that a page costs as much as it shows and
 * never as much as is stored, whichever conditions are given.
 */
final class WebhookListing {

    /** The range of times that a stream covers, in nanoseconds, both ends inclusive, and where it begins. */
    record Range(long from, long to, @Nullable ListingCursor after) {}

    private final WebhookQuery query;
    private final Range range;

    private WebhookListing(WebhookQuery query, Range range) {
        this.query = query;
        this.range = range;
    }

    /**
     * Prepares a page.
     *
     * @throws dev.sallyport.core.event.InvalidCursorException if the query's cursor is none of this listing
     */
    static WebhookListing of(WebhookQuery query) {
        Instant from = query.receivedFrom();
        Instant before = query.receivedBefore();
        String cursor = query.cursor();
        return new WebhookListing(
                query,
                new Range(
                        from == null ? Long.MIN_VALUE : Times.toNearestNanos(from),
                        before == null ? Long.MAX_VALUE : lastBefore(Times.toNearestNanos(before)),
                        cursor == null ? null : ListingCursor.read(cursor, query)));
    }

    private static long lastBefore(long nanos) {
        return nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE ? nanos : nanos - 1;
    }

    WebhookPage read(SqliteSession session, Collection<ProviderId> providers, WebhookTable webhooks)
            throws SQLException {
        List<Place> places = merge(session, providers);
        List<WebhookRecord> records = new ArrayList<>();
        for (Place place : places.subList(0, Math.min(places.size(), query.limit()))) {
            WebhookRow row = webhooks.read(session, place.seq());
            if (row != null) {
                records.add(row.record());
            }
        }
        if (places.size() <= query.limit()) {
            return new WebhookPage(records, null);
        }
        Place last = places.get(query.limit() - 1);
        return new WebhookPage(records, new ListingCursor(last.receivedAt(), last.id()).write(query));
    }

    /** Returns the places of the page's records, and of one more if there is one. */
    private List<Place> merge(SqliteSession session, Collection<ProviderId> providers) throws SQLException {
        PriorityQueue<WebhookStream> streams = new PriorityQueue<>(Comparator.comparing(WebhookStream::head, order()));
        List<WebhookStream> opened = new ArrayList<>();
        try {
            for (ProviderId provider : chosen(providers)) {
                for (WebhookStatus status : chosenStatuses()) {
                    WebhookStream stream =
                            WebhookStream.open(session, opened.size(), query.direction(), provider, status, range);
                    opened.add(stream);
                    if (stream.advance()) {
                        streams.add(stream);
                    }
                }
            }
            List<Place> places = new ArrayList<>();
            while (!streams.isEmpty() && places.size() <= query.limit()) {
                WebhookStream first = streams.remove();
                places.add(first.head());
                if (first.advance()) {
                    streams.add(first);
                }
            }
            return places;
        } finally {
            for (WebhookStream stream : opened) {
                stream.close();
            }
        }
    }

    private Comparator<Place> order() {
        Comparator<Place> byTime = Comparator.comparingLong(Place::receivedAt);
        return (query.direction() == Direction.NEWEST_FIRST ? byTime.reversed() : byTime).thenComparing(Place::id);
    }

    private Collection<ProviderId> chosen(Collection<ProviderId> providers) {
        ProviderId provider = query.provider();
        return provider == null ? providers : List.of(provider);
    }

    private List<WebhookStatus> chosenStatuses() {
        WebhookStatus status = query.status();
        return status == null ? List.of(WebhookStatus.values()) : List.of(status);
    }

    /** Where a record stands in the listing, and where it is kept. */
    record Place(long receivedAt, String id, long seq) {}
}
