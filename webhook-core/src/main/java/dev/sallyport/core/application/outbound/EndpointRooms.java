package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.Admission;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Room;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells a queue how much it may hand out for an endpoint, so that an endpoint that cannot be called takes up neither
 * turns nor threads, and those that answer late, if at all, not the places of the others. Asking changes nothing: each delivery is asked again when it comes up.
 */
final class EndpointRooms implements DeliveryQueue.Admission {

    private static final Duration SOON = Duration.ofMillis(20);

    /** Even a long pause is looked at again within this time: its endpoint may have been enabled or changed. */
    private static final Duration LATEST = Duration.ofSeconds(1);

    private static final Room UNBOUNDED = new Room(Integer.MAX_VALUE, Duration.ZERO);

    private final EndpointStore endpoints;
    private final HealthKeeper health;
    private final DeliveryPermits permits;
    private final EndpointPaces paces;
    private final OutboundClock clock;

    EndpointRooms(
            EndpointStore endpoints,
            HealthKeeper health,
            DeliveryPermits permits,
            EndpointPaces paces,
            OutboundClock clock) {
        this.endpoints = endpoints;
        this.health = health;
        this.permits = permits;
        this.paces = paces;
        this.clock = clock;
    }

    @Override
    public Room roomAt(TenantId tenant, EndpointId id) {
        Endpoint endpoint;
        try {
            endpoint = endpoints.find(tenant, id);
        } catch (PortException e) {
            return new Room(0, LATEST);
        }
        if (endpoint == null || !endpoint.isEnabled()) {
            // Their deliveries end without a call.
            return UNBOUNDED;
        }
        return switch (health.admit(endpoint)) {
            case Admission.Wait wait -> new Room(0, shorter(wait.delay(), LATEST));
            case Admission.Probe probe -> new Room(1, LATEST, true);
            case Admission.Go go -> {
                Instant now = clock.now();
                int places = permits.available(id, Deliverer.limitsOf(endpoint), now);
                yield new Room(places, SOON, !paces.isPrompt(id, now));
            }
        };
    }

    @Override
    public int sharedPlaces() {
        return paces.sharedPlaces();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
