package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events, their deliveries, and the attempts at each: the truth about what was accepted and what became of it.
 * Reads by id, of an event and of a lane see every write that returned before; {@link #wakeable} and {@link #list} may
 * follow by moments, where an adapter serves them from an index of its own, and say so. Instants are whole milliseconds.
 */
public interface DeliveryStore {

    /**
     * Keeps an event together with all its deliveries, unless the tenant has an event of the same id or of the same
     * idempotency key.
     *
     * <p>Atomicity: all or nothing, however many deliveries there are. Of concurrent calls that concern the same id or
     * key exactly one keeps. A repeated call with the same event is answered by {@code AlreadyAccepted}.
     *
     * <p>Order: each delivery that goes in a lane is given a {@code position} there, greater than those of all
     * deliveries of that lane whose acceptance returned before this call began. The positions given are ignored.
     *
     * @param deliveries of revision 0, of this event, each for another endpoint; possibly none
     * @throws PortUnavailableException if nothing was kept
     * @throws OutcomeUnknownException if all or nothing was kept
     */
    AcceptOutcome accept(Event event, List<Delivery> deliveries);

    /** Returns the event of that id, or null. */
    @Nullable
    Event findEvent(EventId id);

    /** Returns the delivery of that id, or null. */
    @Nullable
    Delivery find(DeliveryId id);

    /** Returns the deliveries of an event in the order of their endpoints' ids. */
    List<Delivery> deliveriesOf(EventId id);

    /** Returns the attempts at all deliveries of an event, in the order of endpoints' ids and then of numbers. */
    List<Attempt> attemptsOf(EventId id);

    /**
     * Replaces a delivery whose stored revision is one less and, in the same write, adds the attempt that changed it. A
     * repeated call, equal to what is stored, counts as recorded: so an unknown outcome is settled by calling again.
     *
     * @param replacement its position and instants of acceptance as they are stored
     * @param attempt null if the change comes from no attempt
     * @throws PortUnavailableException if nothing was recorded
     * @throws OutcomeUnknownException if both or neither may have been recorded
     */
    RecordOutcome record(Delivery replacement, @Nullable Attempt attempt);

    /** Returns the pending delivery of least position in a lane, or null. */
    @Nullable
    Delivery headOf(Lane lane);

    /**
     * Returns pending deliveries whose wake time is not after an instant, earliest wake time first; ties are in the
     * order of ids. Served by an index over pending deliveries alone.
     *
     * @param after the last delivery of an earlier page, as that page held it; null for the first page
     * @param limit 1 to 1,000
     */
    List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit);

    /**
     * Returns one page of the deliveries that match.
     *
     * @throws dev.sallyport.core.event.InvalidCursorException if the query's cursor is not one of this store's
     */
    DeliveryPage list(DeliveryQuery query);

    /**
     * Removes deliveries whose retention is over, with their attempts; an event goes with the last of its deliveries,
     * and one without any when its own retention is over. Its id and idempotency key are then free. An adapter whose
     * store expires records by itself does that, and may find nothing left to do here.
     *
     * @param limit the most deliveries and events to remove, 1 to 1,000
     * @return how many were removed; less than the limit if nothing more is to be removed now
     */
    int removeExpired(RetentionPolicy retention, Instant now, int limit);

    /** What became of an event to accept. */
    sealed interface AcceptOutcome {

        /** It is kept now, with its deliveries as given, positions assigned. */
        record Accepted(List<Delivery> deliveries) implements AcceptOutcome {

            public Accepted {
                deliveries = List.copyOf(deliveries);
            }
        }

        /**
         * One was kept before, and is unchanged: of the same idempotency key, or if there is none, of the same id. The
         * key comes first, for one that was used must not pass for another event.
         */
        record AlreadyAccepted(Event existing) implements AcceptOutcome {}
    }

    /** What became of a change to a delivery. */
    sealed interface RecordOutcome {

        /** The store holds it. */
        record Recorded() implements RecordOutcome {}

        /** The store holds something else, or nothing if null, and it is unchanged. */
        record Conflict(@Nullable Delivery current) implements RecordOutcome {}
    }
}
