package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventStatus;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.in.FollowEventsUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows tenants their own events, and operators all deliveries. */
final class EventFollower implements FollowEventsUseCase {

    private final DeliveryStore store;

    EventFollower(DeliveryStore store) {
        this.store = store;
    }

    @Override
    public @Nullable FollowedEvent find(TenantId tenant, EventId id) {
        Event event = own(tenant, id);
        if (event == null) {
            return null;
        }
        List<Delivery> deliveries = store.deliveriesOf(id);
        return new FollowedEvent(event, EventStatus.of(deliveries), deliveries);
    }

    @Override
    public @Nullable List<Attempt> attempts(TenantId tenant, EventId id) {
        return own(tenant, id) == null ? null : store.attemptsOf(id);
    }

    private @Nullable Event own(TenantId tenant, EventId id) {
        Event event = store.findEvent(id);
        return event != null && event.tenant().equals(tenant) ? event : null;
    }

    @Override
    public DeliveryPage deliveries(TenantId tenant, DeliveryQuery query) {
        return store.list(DeliveryQuery.builder().from(query).tenant(tenant).build());
    }

    @Override
    public DeliveryPage allDeliveries(DeliveryQuery query) {
        return store.list(query);
    }
}
