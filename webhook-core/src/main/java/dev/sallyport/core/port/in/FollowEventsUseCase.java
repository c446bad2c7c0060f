package dev.sallyport.core.port.in;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventStatus;
import dev.sallyport.core.delivery.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what became of events. Another tenant's events are as if they were not there. Throws the port exceptions of the
 * stores; safe for any number of threads.
 */
public interface FollowEventsUseCase {

    /** Returns a tenant's event with its deliveries, or null. */
    @Nullable
    FollowedEvent find(TenantId tenant, EventId id);

    /** Returns all attempts at a tenant's event, in the order of endpoints' ids and then of numbers, or null. */
    @Nullable
    List<Attempt> attempts(TenantId tenant, EventId id);

    /**
     * Returns one page of a tenant's deliveries; a tenant that the query itself names is ignored.
     *
     * @throws dev.sallyport.core.event.InvalidCursorException if the query's cursor was not made by an earlier page
     */
    DeliveryPage deliveries(TenantId tenant, DeliveryQuery query);

    /** Returns one page of all tenants' deliveries, for operators; throws as {@link #deliveries}. */
    DeliveryPage allDeliveries(DeliveryQuery query);

    /**
     * An event and what became of it.
     *
     * @param deliveries in the order of endpoints' ids
     */
    record FollowedEvent(Event event, EventStatus status, List<Delivery> deliveries) {

        public FollowedEvent {
            deliveries = List.copyOf(deliveries);
        }
    }
}
