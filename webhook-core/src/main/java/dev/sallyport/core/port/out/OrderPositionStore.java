package dev.sallyport.core.port.out;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import java.util.Collection;
import java.util.Map;

/** Remembers, for ordering keys whose policy looks at positions, the newest position that was published. */
public interface OrderPositionStore {

    /** Returns the newest positions of the keys given, for those that have one. */
    Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys);

    /**
     * Raises positions; one that is not newer than what is kept changes nothing, so that repeating a call is safe.
     *
     * @throws PortUnavailableException if none was raised
     * @throws OutcomeUnknownException if some may have been raised
     */
    void raise(Map<OrderingKey, EventPosition> positions);
}
