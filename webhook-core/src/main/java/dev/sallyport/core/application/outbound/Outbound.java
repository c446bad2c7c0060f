package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.in.AuthenticateUseCase;
import dev.sallyport.core.port.in.DeliverUseCase;
import dev.sallyport.core.port.in.DispatchDeliveriesUseCase;
import dev.sallyport.core.port.in.FollowEventsUseCase;
import dev.sallyport.core.port.in.ManageEndpointsUseCase;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.SecretCipher;
import java.time.InstantSource;

/** The outbound half of Sallyport, assembled from its parts. Immutable; every use case is safe for many threads. */
public final class Outbound {

    private final AuthenticateUseCase authenticating;
    private final AcceptEventUseCase accepting;
    private final DeliverUseCase delivering;
    private final DispatchDeliveriesUseCase dispatching;
    private final SweepDeliveriesUseCase sweeping;
    private final FollowEventsUseCase following;
    private final RequeueDeliveriesUseCase requeueing;
    private final ManageTenantsUseCase managingTenants;
    private final ManageEndpointsUseCase managingEndpoints;

    private Outbound(OutboundParts parts) {
        OutboundClock clock = new OutboundClock(parts.clock());
        WakeTimes wakeTimes = new WakeTimes(clock, parts.grace(), parts.queue().longestDelay());
        DeliveryEnqueuer enqueuer = new DeliveryEnqueuer(parts.queue(), clock, wakeTimes);
        TargetGuard guard = new TargetGuard(parts.targets(), parts.resolver());
        SecretVault vault = new SecretVault(parts.cipher());
        EndpointCaller caller = new EndpointCaller(guard, vault, parts.sender(), clock);
        EventAcceptor acceptor = new EventAcceptor(parts, clock, wakeTimes, enqueuer);
        NoticeTeller teller = new NoticeTeller(parts.endpoints(), acceptor, clock);
        HealthKeeper health = new HealthKeeper(parts.endpoints(), parts.health(), teller, parts.telemetry(), clock);
        EndpointPaces paces = new EndpointPaces(parts.mostInFlight());
        this.authenticating = new KeyGate(parts.tenants(), clock);
        this.accepting = acceptor;
        this.delivering = new Deliverer(parts, clock, wakeTimes, enqueuer, caller, health, paces);
        this.dispatching = new DeliveryDispatcher(
                parts.queue(),
                new EndpointRooms(parts.endpoints(), health, parts.permits(), paces, clock),
                delivering,
                paces,
                parts.executor(),
                clock,
                parts.visibility());
        this.sweeping = new DeliverySweeper(parts, clock, wakeTimes, enqueuer, teller);
        this.following = new EventFollower(parts.deliveries());
        this.requeueing = new DeliveryRequeuer(parts, clock, wakeTimes, enqueuer);
        this.managingTenants = new TenantDesk(parts.tenants(), parts.ids(), clock);
        this.managingEndpoints =
                new EndpointDesk(parts, clock, vault, new EndpointChecks(guard, parts.filter()), caller);
    }

    /** Assembles the use cases. */
    public static Outbound of(OutboundParts parts) {
        return new Outbound(parts);
    }

    /**
     * Returns a queue for hosts of one process; it holds nothing beyond the process, so that such a host calls {@link
     * SweepDeliveriesUseCase#refill} when it starts.
     *
     * @param capacity the most deliveries to hold; what is beyond stays in the store until there is room
     */
    public static DeliveryQueue inProcessQueue(InstantSource clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1");
        }
        return new InProcessDeliveryQueue(clock, capacity);
    }

    /** Returns permits for hosts of one process. */
    public static DeliveryPermits inProcessPermits() {
        return new InProcessPermits();
    }

    /**
     * Returns an endpoint of another gateway with its secrets and headers sealed for this one. What is secret is in the
     * clear in memory alone, and for no longer than this call.
     *
     * @param opener opens what the other gateway sealed
     * @param sealer seals for this one, under its current key
     * @return the endpoint, its revision one higher
     * @throws dev.sallyport.core.port.out.PortUnavailableException if a key is out of reach, or not the one that sealed
     */
    public static Endpoint resealed(Endpoint endpoint, SecretCipher opener, SecretCipher sealer) {
        return new SecretVault(sealer).reseal(endpoint, new SecretVault(opener));
    }

    /** Returns what finds out whose request it is. */
    public AuthenticateUseCase authenticating() {
        return authenticating;
    }

    /** Returns what takes events in. */
    public AcceptEventUseCase accepting() {
        return accepting;
    }

    /** Returns delivering for hosts that are handed deliveries. */
    public DeliverUseCase delivering() {
        return delivering;
    }

    /** Returns delivering for hosts that pull from the queue. */
    public DispatchDeliveriesUseCase dispatching() {
        return dispatching;
    }

    /** Returns what looks after deliveries that stayed behind, and after retention. */
    public SweepDeliveriesUseCase sweeping() {
        return sweeping;
    }

    /** Returns what shows events and their deliveries. */
    public FollowEventsUseCase following() {
        return following;
    }

    /** Returns what puts deliveries back to work. */
    public RequeueDeliveriesUseCase requeueing() {
        return requeueing;
    }

    /** Returns the register of tenants and keys. */
    public ManageTenantsUseCase managingTenants() {
        return managingTenants;
    }

    /** Returns the register of endpoints. */
    public ManageEndpointsUseCase managingEndpoints() {
        return managingEndpoints;
    }
}
