package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store of positions that is far away. */
final class FaultyPositions implements OrderPositionStore {

    private final OrderPositionStore positions;
    private final PortCalls calls;

    FaultyPositions(OrderPositionStore positions, PortCalls calls) {
        this.positions = positions;
        this.calls = calls;
    }

    @Override
    public Map<OrderingKey, EventPosition> newest(Collection<OrderingKey> keys) {
        return calls.read("positions.newest", keys, () -> positions.newest(keys));
    }

    @Override
    public void raise(Map<OrderingKey, EventPosition> raised) {
        calls.writeAll("positions.raise", List.copyOf(raised.entrySet()), some -> {
            some.forEach(entry -> positions.raise(Map.of(entry.getKey(), entry.getValue())));
            return "raised";
        });
    }
}
