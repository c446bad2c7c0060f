package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.out.OrderPositionStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Keeps positions in memory. Safe for any number of threads. */
public final class InMemoryOrderPositionStore implements OrderPositionStore {

    private final Map<OrderingKey, EventPosition> newest = new HashMap<>();

    @Override
    public synchronized Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys) {
        Map<OrderingKey, EventPosition> found = new HashMap<>(newest);
        found.keySet().retainAll(keys);
        return Map.copyOf(found);
    }

    @Override
    public synchronized void raise(Map<OrderingKey, EventPosition> positions) {
        positions.forEach((key, position) ->
                newest.merge(key, position, (kept, offered) -> kept.isBefore(offered) ? offered : kept));
    }
}
