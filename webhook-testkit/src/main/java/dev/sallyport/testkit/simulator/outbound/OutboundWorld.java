package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.ProcessHost;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import dev.sallyport.testkit.simulator.stage.Trace;
import dev.sallyport.testkit.simulator.stage.Violations;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What a run of outbound delivery plays in: stores that outlive processes, receivers, and the processes. */
final class OutboundWorld {

    /** Whose events and endpoints they are. */
    static final TenantId TENANT = new TenantId("acme");

    /** What an endpoint with a filter does not want. */
    static final String UNWANTED = "{\"wanted\":false}";

    private static final String NAME = "endpoint-";
    private static final String DOMAIN = ".example";

    private final OutboundScenario scenario;
    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Trace trace;
    private final Faults faults;
    private final Violations violations;
    private final InMemoryTenantStore tenants = new InMemoryTenantStore();
    private final InMemoryEndpointStore endpoints = new InMemoryEndpointStore();
    private final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();
    private final List<Endpoint> registered = new ArrayList<>();
    private final Receivers receivers;
    private final ObservedEndpoints observedEndpoints;
    private final List<ProcessHost<OutboundProcess>> hosts = new ArrayList<>();

    OutboundWorld(
            OutboundScenario scenario,
            Scheduler scheduler,
            SplittableRandom random,
            Trace trace,
            Function<OutboundParts, OutboundProcess> factory) {
        this.scenario = scenario;
        this.scheduler = scheduler;
        this.random = random;
        this.trace = trace;
        this.faults = new Faults(scenario.faults(), scheduler, random);
        this.violations = new Violations(trace);
        this.observedEndpoints = new ObservedEndpoints(endpoints, violations);
        PortCalls calls = new PortCalls(scheduler, faults, random, trace);
        this.receivers = new Receivers(this, calls);
        register();
        Function<InstantSource, OutboundParts> parts = partsFor(calls);
        for (int i = 1; i <= scenario.processes(); i++) {
            hosts.add(new ProcessHost<>(
                    "process " + i, scheduler, random, trace, clock -> factory.apply(parts.apply(clock))));
        }
    }

    /** One endpoint for each behaviour, and a last one, which never fails, that is told about the others' health. */
    private void register() {
        Random ids = new Random(random.nextLong());
        Outbound desk = Outbound.of(parts().endpoints(endpoints)
                .deliveries(deliveries)
                .queue(Outbound.inProcessQueue(scheduler::instant, 1))
                .sender(receivers)
                .jitter(() -> ids)
                .ids(() -> ids)
                .clock(scheduler::instant)
                .build());
        desk.managingTenants().create(TENANT, "Acme");
        for (OutboundScenario.Receiving receiving : scenario.receivers()) {
            register(
                    desk,
                    EndpointSettings.builder()
                            .ordered(receiving.ordered())
                            .rateLimit(receiving.limit())
                            .maxInFlight(2)
                            .payloadFilter(receiving.filtered() ? "{\"wanted\":[true]}" : null));
        }
        register(desk, EndpointSettings.builder().addEventTypes(new EventTypePattern("sallyport.*")));
    }

    private void register(Outbound desk, EndpointSettings.Builder settings) {
        String name = NAME + registered.size();
        CreateEndpointResult result = desk.managingEndpoints()
                .create(CreateEndpointCommand.builder()
                        .tenant(TENANT)
                        .settings(settings.url("https://" + name + DOMAIN + "/").build())
                        .build());
        if (!(result instanceof CreateEndpointResult.Created created)) {
            throw new IllegalStateException("an endpoint was refused: " + result);
        }
        registered.add(created.endpoint());
        trace.name(created.endpoint().id().value().substring("ep_".length()), name);
    }

    /** Returns which endpoint has a host, from 0. */
    static int numberOf(String host) {
        return Integer.parseInt(host.substring(NAME.length(), host.length() - DOMAIN.length()));
    }

    private OutboundParts.Builder parts() {
        return OutboundParts.builder()
                .tenants(tenants)
                .permits(Outbound.inProcessPermits())
                .resolver(new InMemoryAddressResolver())
                .filter(new InMemoryEventFilter())
                .cipher(new PlainCipher())
                .secrets(new SeededSecretGenerator(1))
                .retryPolicy(scenario.retry())
                .health(scenario.health());
    }

    private Function<InstantSource, OutboundParts> partsFor(PortCalls calls) {
        ObservedDeliveries observed = new ObservedDeliveries(deliveries, this);
        DeliveryQueue shared = Outbound.inProcessQueue(scheduler::instant, scenario.queueCapacity());
        SplittableRandom drawn = random.split();
        FaultyEndpoints faulty = new FaultyEndpoints(observedEndpoints, calls, faults);
        return clock -> {
            DeliveryQueue queue =
                    scenario.sharedQueue() ? shared : Outbound.inProcessQueue(clock, scenario.queueCapacity());
            return parts().endpoints(faulty)
                    .deliveries(new FaultyDeliveries(observed, calls))
                    .queue(new FaultyDeliveryQueue(queue, calls, faulty, scheduler, scenario.sharedQueue(), faults))
                    .sender(receivers)
                    .jitter(() -> drawn)
                    .ids(() -> drawn)
                    .clock(clock)
                    .build();
        };
    }

    /** Returns any of the processes. */
    ProcessHost<OutboundProcess> anyHost() {
        return hosts.get(random.nextInt(hosts.size()));
    }

    List<ProcessHost<OutboundProcess>> hosts() {
        return hosts;
    }

    /** Tells whether nothing is under way any more, neither in what outlives the processes nor in them. */
    boolean isQuiet() {
        return hosts.stream().noneMatch(ProcessHost::isBusy)
                && !scheduler.hasLateEffects()
                && deliveries.wakeable(Instant.MAX, null, 1).isEmpty()
                && endpoints.withPendingNotices(1).isEmpty();
    }

    OutboundScenario scenario() {
        return scenario;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SplittableRandom random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    Violations violations() {
        return violations;
    }

    InMemoryDeliveryStore deliveries() {
        return deliveries;
    }

    InMemoryEndpointStore endpoints() {
        return endpoints;
    }

    ObservedEndpoints observedEndpoints() {
        return observedEndpoints;
    }

    Receivers receivers() {
        return receivers;
    }

    /** Returns the endpoints as they were registered, the one that is told about the others last. */
    List<Endpoint> registered() {
        return registered;
    }
}
