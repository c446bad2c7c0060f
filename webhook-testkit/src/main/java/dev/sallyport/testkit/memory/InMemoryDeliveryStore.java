package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.port.out.DeliveryStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps events, deliveries and attempts in memory. Safe for any number of threads. */
public final class InMemoryDeliveryStore implements DeliveryStore {

    private static final int LARGEST_LIMIT = 1_000;
    private static final Comparator<Delivery> EARLIEST_WAKE_FIRST =
            Comparator.comparing(Delivery::wakeAt).thenComparing(Delivery::id);

    private final Map<EventId, Event> events = new HashMap<>();
    private final Map<KeyOfTenant, EventId> idempotencyKeys = new HashMap<>();
    private final TreeMap<DeliveryId, Delivery> deliveries = new TreeMap<>();
    private final Map<DeliveryId, List<Attempt>> attempts = new HashMap<>();
    private final Map<Lane, NavigableMap<Long, DeliveryId>> pendingByLane = new HashMap<>();
    private final NavigableSet<Delivery> pendingByWake = new TreeSet<>(EARLIEST_WAKE_FIRST);
    private final NavigableMap<Place, DeliveryId> oldestFirst = new TreeMap<>(Place.OLDEST_FIRST);
    private final NavigableMap<Place, DeliveryId> newestFirst = new TreeMap<>(Place.NEWEST_FIRST);
    private long positions;

    @Override
    public synchronized AcceptOutcome accept(Event event, List<Delivery> fanOut) {
        Event existing = existing(event);
        if (existing != null) {
            return new AcceptOutcome.AlreadyAccepted(existing);
        }
        events.put(event.id(), event);
        String key = event.idempotencyKey();
        if (key != null) {
            idempotencyKeys.put(new KeyOfTenant(event.tenant(), key), event.id());
        }
        List<Delivery> kept = new ArrayList<>(fanOut.size());
        for (Delivery delivery : fanOut) {
            Delivery placed = delivery.lane() == null
                    ? delivery
                    : Delivery.builder().from(delivery).position(++positions).build();
            deliveries.put(placed.id(), placed);
            oldestFirst.put(Place.of(placed), placed.id());
            newestFirst.put(Place.of(placed), placed.id());
            addPending(placed);
            kept.add(placed);
        }
        return new AcceptOutcome.Accepted(kept);
    }

    private @Nullable Event existing(Event event) {
        String key = event.idempotencyKey();
        EventId sameKey = key == null ? null : idempotencyKeys.get(new KeyOfTenant(event.tenant(), key));
        return events.get(sameKey == null ? event.id() : sameKey);
    }

    private void addPending(Delivery delivery) {
        if (delivery.status().isTerminal()) {
            return;
        }
        pendingByWake.add(delivery);
        Lane lane = delivery.lane();
        if (lane != null) {
            pendingByLane.computeIfAbsent(lane, made -> new TreeMap<>()).put(delivery.position(), delivery.id());
        }
    }

    private void removePending(Delivery delivery) {
        pendingByWake.remove(delivery);
        Lane lane = delivery.lane();
        NavigableMap<Long, DeliveryId> pending = lane == null ? null : pendingByLane.get(lane);
        if (lane != null && pending != null) {
            pending.remove(delivery.position());
            if (pending.isEmpty()) {
                pendingByLane.remove(lane);
            }
        }
    }

    @Override
    public synchronized @Nullable Event findEvent(EventId id) {
        return events.get(id);
    }

    @Override
    public synchronized @Nullable Delivery find(DeliveryId id) {
        return deliveries.get(id);
    }

    @Override
    public synchronized List<Delivery> deliveriesOf(EventId id) {
        return deliveries.values().stream()
                .filter(delivery -> delivery.id().event().equals(id))
                .toList();
    }

    @Override
    public synchronized List<Attempt> attemptsOf(EventId id) {
        return deliveriesOf(id).stream()
                .flatMap(delivery -> attempts.getOrDefault(delivery.id(), List.of()).stream())
                .toList();
    }

    @Override
    public synchronized RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        Delivery current = deliveries.get(replacement.id());
        if (current == null || current.revision() != replacement.revision() - 1) {
            return replacement.equals(current) ? new RecordOutcome.Recorded() : new RecordOutcome.Conflict(current);
        }
        removePending(current);
        deliveries.put(replacement.id(), replacement);
        addPending(replacement);
        if (attempt != null) {
            attempts.computeIfAbsent(replacement.id(), made -> new ArrayList<>())
                    .add(attempt);
        }
        return new RecordOutcome.Recorded();
    }

    @Override
    public synchronized @Nullable Delivery headOf(Lane lane) {
        NavigableMap<Long, DeliveryId> pending = pendingByLane.get(lane);
        return pending == null ? null : deliveries.get(pending.firstEntry().getValue());
    }

    @Override
    public synchronized List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit) {
        requireLimit(limit);
        Collection<Delivery> candidates = after == null ? pendingByWake : pendingByWake.tailSet(after, false);
        return candidates.stream()
                .takeWhile(delivery -> !delivery.wakeAt().isAfter(until))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized DeliveryPage list(DeliveryQuery query) {
        NavigableMap<Place, DeliveryId> index = query.oldestFirst() ? oldestFirst : newestFirst;
        String cursor = query.cursor();
        Collection<DeliveryId> candidates = cursor == null
                ? index.values()
                : index.tailMap(Place.parse(cursor), false).values();
        List<Delivery> page = new ArrayList<>();
        for (DeliveryId id : candidates) {
            Delivery delivery = deliveries.get(id);
            if (delivery == null || !matches(delivery, query)) {
                continue;
            }
            if (page.size() == query.limit()) {
                return new DeliveryPage(page, Place.of(page.getLast()).toCursor());
            }
            page.add(delivery);
        }
        return new DeliveryPage(page, null);
    }

    private static boolean matches(Delivery delivery, DeliveryQuery query) {
        Instant from = query.acceptedFrom();
        Instant before = query.acceptedBefore();
        return (query.tenant() == null || delivery.tenant().equals(query.tenant()))
                && (query.endpoint() == null || delivery.id().endpoint().equals(query.endpoint()))
                && (query.statuses().isEmpty() || query.statuses().contains(delivery.status()))
                && (from == null || !delivery.acceptedAt().isBefore(from))
                && (before == null || delivery.acceptedAt().isBefore(before));
    }

    @Override
    public synchronized int removeExpired(RetentionPolicy retention, Instant now, int limit) {
        requireLimit(limit);
        List<Delivery> over = deliveries.values().stream()
                .filter(delivery -> retention.isOver(delivery, now))
                .limit(limit)
                .toList();
        for (Delivery delivery : over) {
            deliveries.remove(delivery.id());
            attempts.remove(delivery.id());
            oldestFirst.remove(Place.of(delivery));
            newestFirst.remove(Place.of(delivery));
            EventId event = delivery.id().event();
            if (deliveriesOf(event).isEmpty()) {
                removeEvent(event);
            }
        }
        List<Event> unwanted = events.values().stream()
                .filter(event ->
                        retention.isOver(event, now) && deliveriesOf(event.id()).isEmpty())
                .limit(limit - over.size())
                .toList();
        unwanted.forEach(event -> removeEvent(event.id()));
        return over.size() + unwanted.size();
    }

    private void removeEvent(EventId id) {
        Event event = events.remove(id);
        String key = event == null ? null : event.idempotencyKey();
        if (event != null && key != null) {
            idempotencyKeys.remove(new KeyOfTenant(event.tenant(), key));
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
    }

    /** Returns all deliveries, in the order of their ids. */
    public synchronized List<Delivery> all() {
        return List.copyOf(deliveries.values());
    }

    private record KeyOfTenant(TenantId tenant, String key) {}

    /** Where a delivery stands in listings; the cursor names the last delivery of a page. */
    private record Place(Instant acceptedAt, DeliveryId id) {

        static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::acceptedAt).thenComparing(Place::id);
        static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::acceptedAt).reversed().thenComparing(Place::id);

        static Place of(Delivery delivery) {
            return new Place(delivery.acceptedAt(), delivery.id());
        }

        String toCursor() {
            return acceptedAt + "/" + id;
        }

        static Place parse(String cursor) {
            String[] parts = cursor.split("/", -1);
            if (parts.length != 2 || !DeliveryId.isWellFormed(parts[1])) {
                throw new InvalidCursorException();
            }
            try {
                return new Place(Instant.parse(parts[0]), DeliveryId.parse(parts[1]));
            } catch (DateTimeParseException e) {
                throw new InvalidCursorException();
            }
        }
    }
}
