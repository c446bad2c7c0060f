package dev.sallyport.local.transfer;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.format.AttemptJson;
import dev.sallyport.core.format.DeliveryJson;
import dev.sallyport.core.format.EventJson;
import dev.sallyport.core.port.out.DeliveryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that have deliveries, oldest first: each followed by all its deliveries and all attempts at them. Positions in
 * lanes are left to the store that imports them, which gives them in the order of the lines.
 */
record EventSection(TransferParts parts) implements Section {

    /** So many deliveries are read at a time that the bodies of their events fit into memory, the largest among them. */
    private static final int PAGE = 50;

    private static final int MOST_DELIVERIES = 1_000;
    private static final long MOST_BYTES = 4 << 20;

    /** Of one instant, what stands later in a lane comes later. */
    private static final Comparator<Whole> BY_ACCEPTANCE = Comparator.comparing(
                    (Whole whole) -> whole.event().acceptedAt())
            .thenComparingLong(Whole::lastPosition)
            .thenComparing(whole -> whole.event().id().value());

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Chunk read(@Nullable String after) {
        Reading reading = new Reading(parts.deliveries(), after);
        do {
            reading.advance(reading.page(PAGE));
        } while (reading.next != null && reading.read < MOST_DELIVERIES && reading.bytes < MOST_BYTES);
        // Positions in lanes are told apart within a chunk alone, so an instant is not split between two.
        for (DeliveryPage one = reading.ofTheSameInstant(); one != null; one = reading.ofTheSameInstant()) {
            reading.advance(one);
        }
        List<Line> lines = new ArrayList<>();
        reading.events.stream().sorted(BY_ACCEPTANCE).forEach(whole -> write(whole, lines));
        return Chunk.of(lines, reading.next);
    }

    private void write(Whole whole, List<Line> lines) {
        Event event = whole.event();
        lines.add(new Line("event", EventJson.write(event)));
        lines.add(new Line(
                "eventBody",
                '"' + Base64.getEncoder().encodeToString(event.body().toByteArray()) + '"'));
        whole.deliveries().forEach(delivery -> lines.add(new Line("delivery", DeliveryJson.write(plain(delivery)))));
        parts.deliveries()
                .attemptsOf(event.id())
                .forEach(attempt -> lines.add(new Line("attempt", AttemptJson.write(attempt))));
    }

    private static Delivery plain(Delivery delivery) {
        return Delivery.builder().from(delivery).position(0).revision(0).build();
    }

    /** An event with all its deliveries. */
    private record Whole(Event event, List<Delivery> deliveries) {

        long lastPosition() {
            return deliveries.stream().mapToLong(Delivery::position).max().orElse(0);
        }
    }

    /** What has been read for a chunk. */
    private static final class Reading {

        private final DeliveryStore store;
        private final List<Whole> events = new ArrayList<>();
        private List<Delivery> latest = List.of();
        private @Nullable Instant lastAcceptance;
        private @Nullable String next;
        private int read;
        private long bytes;

        Reading(DeliveryStore store, @Nullable String after) {
            this.store = store;
            this.next = after;
        }

        DeliveryPage page(int limit) {
            return store.list(DeliveryQuery.builder()
                    .oldestFirst(true)
                    .cursor(next)
                    .limit(limit)
                    .build());
        }

        /** Returns what comes next if it is of the instant of what came last; else null. */
        @Nullable
        DeliveryPage ofTheSameInstant() {
            if (next == null) {
                return null;
            }
            DeliveryPage one = page(1);
            boolean isOfTheSame = one.deliveries().stream()
                    .allMatch(delivery -> delivery.acceptedAt().equals(lastAcceptance));
            return isOfTheSame ? one : null;
        }

        void advance(DeliveryPage page) {
            for (Delivery delivery : page.deliveries()) {
                List<Delivery> all = deliveriesOf(delivery.id().event());
                if (standsFor(delivery, all)) {
                    Event event = store.findEvent(delivery.id().event());
                    if (event != null) {
                        events.add(new Whole(event, all));
                        bytes += event.body().size();
                    }
                }
                lastAcceptance = delivery.acceptedAt();
            }
            read += page.deliveries().size();
            next = page.nextCursor();
        }

        /** Deliveries of one event stand beside each other in the listing. */
        private List<Delivery> deliveriesOf(EventId id) {
            if (latest.isEmpty() || !latest.getFirst().id().event().equals(id)) {
                latest = store.deliveriesOf(id);
            }
            return latest;
        }

        /**
         * Tells whether an event is written where this delivery of it stands in the listing: the first pending one, which
         * stays there, or the first, if none is.
         */
        private static boolean standsFor(Delivery delivery, List<Delivery> all) {
            return all.stream()
                    .filter(other -> other.status() == DeliveryStatus.PENDING)
                    .findFirst()
                    .or(() -> all.stream().findFirst())
                    .map(first -> first.id().equals(delivery.id()))
                    .orElse(false);
        }
    }
}
