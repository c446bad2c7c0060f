package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import java.time.Duration;
import java.util.List;

/**
 * Brings deliveries to workers when they are due. It is quick rather than true: the {@link DeliveryStore} knows what is
 * to be delivered, and what a queue loses, or refuses to hold, the sweeper enqueues again.
 *
 * <p>Entries are handed out at least once and in no order. Whoever is handed one checks the store before acting on it.
 */
public interface DeliveryQueue {

    /** Returns the longest delay that an entry can have; longer waits stay in the store. */
    Duration longestDelay();

    /**
     * Adds entries, each handed out no earlier than its delay from now, rounded up. An adapter that can tell keeps at
     * most one entry for a delivery, with the earlier of both times; one enqueued while it is handed out is handed out
     * again after it has been acknowledged.
     *
     * @param entries delays from zero to {@link #longestDelay()}
     * @throws PortUnavailableException if none, or only some, were added, the queue being full included
     * @throws OutcomeUnknownException if any may have been added
     */
    void enqueue(List<Entry> entries);

    /**
     * Hands out entries that are ready, those of different endpoints in turn: no endpoint has its second entry before
     * each other with a ready entry had its first, also from call to call.
     *
     * @param limit the most entries, 1 to 1,000; an adapter may hand out fewer
     * @param visibility how long the entries are reserved; after it they are handed out again
     * @param admission asked before an endpoint's entries are handed out. An adapter that cannot choose among its
     *     entries ignores it, which is safe: the use case asks the same questions
     * @return possibly empty
     * @throws PortUnavailableException if the queue is out of reach
     */
    List<Handout> receive(int limit, Duration visibility, Admission admission);

    /** Removes entries. Receipts that have run out are ignored. */
    void acknowledge(List<Receipt> receipts);

    /** Gives an entry back, to be handed out no earlier than the delay from now, from zero to {@link #longestDelay()}. */
    void release(Receipt receipt, Duration delay);

    /**
     * One entry to add.
     *
     * @param id which delivery
     * @param tenant whose it is
     * @param delay how long it is held back
     */
    record Entry(DeliveryId id, TenantId tenant, Duration delay) {}

    /**
     * One handing out of one entry.
     *
     * @param id which delivery
     * @param receipt what acknowledges or releases it
     */
    record Handout(DeliveryId id, Receipt receipt) {}

    /**
     * Stands for one handing out.
     *
     * @param value opaque; only the queue that issued it can read it
     */
    record Receipt(String value) {}

    /**
     * Tells how many entries of an endpoint may be handed out now. Quick, never throws, and asked by one thread at a
     * time.
     */
    @FunctionalInterface
    interface Admission {

        /** Admits everything. */
        Admission ALL = (tenant, endpoint) -> new Room(Integer.MAX_VALUE, Duration.ZERO);

        /** Returns the room that an endpoint has now. */
        Room roomAt(TenantId tenant, EndpointId endpoint);

        /**
         * Returns how many entries may be handed out now, in all, to endpoints whose rooms are shared; asked once at the
         * beginning of each receiving.
         */
        default int sharedPlaces() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * The room that an endpoint has.
     *
     * @param places how many entries may be handed out now, 0 or more
     * @param askAgainAfter how long there is no use in asking again once the places are taken; an adapter asks earlier
     *     when an entry of the endpoint is acknowledged or released
     * @param shared whether each place is one of {@link Admission#sharedPlaces()}, too. Endpoints for whom none is left
     *     have theirs in the order in which they came to wait for them
     */
    record Room(int places, Duration askAgainAfter, boolean shared) {

        /** Makes a room of the endpoint's own. */
        public Room(int places, Duration askAgainAfter) {
            this(places, askAgainAfter, false);
        }
    }
}
