package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of deliveries that is far away. */
final class FaultyDeliveries implements DeliveryStore {

    private final DeliveryStore store;
    private final PortCalls calls;

    FaultyDeliveries(DeliveryStore store, PortCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public AcceptOutcome accept(Event event, List<Delivery> deliveries) {
        return calls.write("deliveries.accept", event.id(), () -> store.accept(event, deliveries));
    }

    @Override
    public @Nullable Event findEvent(EventId id) {
        return calls.read("deliveries.findEvent", id, () -> store.findEvent(id));
    }

    @Override
    public @Nullable Delivery find(DeliveryId id) {
        return calls.read("deliveries.find", id, () -> store.find(id));
    }

    @Override
    public List<Delivery> deliveriesOf(EventId id) {
        return calls.read("deliveries.deliveriesOf", id, () -> store.deliveriesOf(id));
    }

    @Override
    public List<Attempt> attemptsOf(EventId id) {
        return calls.read("deliveries.attemptsOf", id, () -> store.attemptsOf(id));
    }

    @Override
    public RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        return calls.write("deliveries.record", replacement, () -> store.record(replacement, attempt));
    }

    @Override
    public @Nullable Delivery headOf(Lane lane) {
        return calls.read("deliveries.headOf", lane, () -> store.headOf(lane));
    }

    @Override
    public List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit) {
        return calls.read("deliveries.wakeable", until, () -> store.wakeable(until, after, limit));
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) {
        return calls.read("deliveries.list", null, () -> store.list(query));
    }

    @Override
    public int removeExpired(RetentionPolicy retention, Instant now, int limit) {
        return calls.write("deliveries.removeExpired", now, () -> store.removeExpired(retention, now, limit));
    }
}
