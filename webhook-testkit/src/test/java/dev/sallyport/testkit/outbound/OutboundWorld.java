package dev.sallyport.testkit.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.ManualClock;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The real use cases over the in-memory adapters, at a time that stands still. */
final class OutboundWorld {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId RIVAL = new TenantId("rival");
    static final Instant NOON = ManualClock.START;

    /** The default schedule without its jitter, so that tests name exact instants. */
    static final RetryPolicy EVEN = RetryPolicy.builder()
            .attempts(6)
            .backoff(Backoff.exponential(Duration.ofMinutes(1)))
            .jitter(Jitter.none())
            .build();

    final ManualClock clock = new ManualClock();
    final InMemoryTenantStore tenants;
    final InMemoryEndpointStore endpoints;
    final InMemoryDeliveryStore deliveries;
    final InMemoryHttpSender sender = new InMemoryHttpSender();
    final InMemoryAddressResolver resolver = new InMemoryAddressResolver();
    final InMemorySecretCipher cipher = new InMemorySecretCipher();
    final DeliveryQueue queue = Outbound.inProcessQueue(clock, 100_000);
    final Outbound outbound;

    OutboundWorld() {
        this(parts -> parts);
    }

    OutboundWorld(UnaryOperator<OutboundParts.Builder> with) {
        this(new InMemoryTenantStore(), new InMemoryEndpointStore(), new InMemoryDeliveryStore(), with);
    }

    /** Makes the world that a process finds which starts after another has died: its stores, and nothing else. */
    OutboundWorld(OutboundWorld before) {
        this(before, parts -> parts);
    }

    OutboundWorld(OutboundWorld before, UnaryOperator<OutboundParts.Builder> with) {
        this(before.tenants, before.endpoints, before.deliveries, parts -> with.apply(parts.cipher(before.cipher)));
    }

    private OutboundWorld(
            InMemoryTenantStore tenants,
            InMemoryEndpointStore endpoints,
            InMemoryDeliveryStore deliveries,
            UnaryOperator<OutboundParts.Builder> with) {
        this.tenants = tenants;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        Random jitter = new Random(11);
        Random ids = new Random(13);
        OutboundParts.Builder parts = OutboundParts.builder()
                .tenants(tenants)
                .endpoints(endpoints)
                .deliveries(deliveries)
                .queue(queue)
                .permits(Outbound.inProcessPermits())
                .sender(sender)
                .resolver(resolver)
                .filter(new InMemoryEventFilter())
                .cipher(cipher)
                .secrets(new SeededSecretGenerator(17))
                .clock(clock)
                .jitter(() -> jitter)
                .ids(() -> ids)
                .retryPolicy(EVEN)
                .health(new HealthPolicy(10, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofDays(5)));
        outbound = Outbound.of(with.apply(parts).build());
        outbound.managingTenants().create(ACME, "Acme");
        outbound.managingTenants().create(RIVAL, "Rival");
    }

    static EndpointSettings.Builder at(String host) {
        return EndpointSettings.builder().url("https://" + host + "/hook");
    }

    Endpoint endpoint(String host) {
        return endpoint(at(host).build());
    }

    Endpoint endpoint(EndpointSettings settings) {
        return endpoint(ACME, settings);
    }

    Endpoint endpoint(TenantId tenant, EndpointSettings settings) {
        return created(CreateEndpointCommand.builder()
                        .tenant(tenant)
                        .settings(settings)
                        .build())
                .endpoint();
    }

    CreateEndpointResult.Created created(CreateEndpointCommand command) {
        return (CreateEndpointResult.Created) outbound.managingEndpoints().create(command);
    }

    static AcceptEventCommand.Builder event(String body) {
        return AcceptEventCommand.builder()
                .tenant(ACME)
                .type(new EventType("invoice.paid"))
                .body(RawPayload.adopt(body.getBytes(UTF_8)));
    }

    EventId accept(String body) {
        return accepted(event(body)).id();
    }

    EventId acceptInOrder(String key, String body) {
        return accepted(event(body).orderingKey(new OrderingKey(key))).id();
    }

    AcceptEventResult.Accepted accepted(AcceptEventCommand.Builder command) {
        return (AcceptEventResult.Accepted) outbound.accepting().accept(command.build());
    }

    /** Dispatches as long as something is ready now. */
    void run() {
        while (outbound.dispatching().dispatch(100) > 0) {
            // Each round settles what it took.
        }
    }

    /** Dispatches, then lets time pass in steps, dispatching and sweeping at each. */
    void pass(Duration time, Duration step) {
        run();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            clock.advance(left.compareTo(step) < 0 ? left : step);
            outbound.sweeping().sweep(1_000);
            run();
        }
    }

    Delivery delivery(EventId event, Endpoint endpoint) {
        Delivery delivery = deliveries.find(new DeliveryId(event, endpoint.id()));
        if (delivery == null) {
            throw new AssertionError("no delivery of " + event + " to " + endpoint.id());
        }
        return delivery;
    }

    Endpoint current(Endpoint endpoint) {
        Endpoint current = endpoints.find(endpoint.tenant(), endpoint.id());
        if (current == null) {
            throw new AssertionError("no endpoint " + endpoint.id());
        }
        return current;
    }

    List<Attempt> attempts(EventId event) {
        return deliveries.attemptsOf(event);
    }

    List<String> bodiesSentTo(String host) {
        return sender.requestsTo(host).stream()
                .map(request -> new String(request.body().toByteArray(), UTF_8))
                .toList();
    }
}
