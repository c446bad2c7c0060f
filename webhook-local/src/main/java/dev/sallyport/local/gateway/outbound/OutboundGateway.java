package dev.sallyport.local.gateway.outbound;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.hosting.api.outbound.OutboundRoutes;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.assembly.ConfiguredTenants;
import dev.sallyport.hosting.config.DeliveryConfig;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.forwarding.Forwarding;
import dev.sallyport.hosting.telemetry.EveryDeliveryTelemetry;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.telemetry.DeliveryMetrics;
import dev.sallyport.local.telemetry.GatewayMetrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The outbound half of a gateway: routes, workers, and what forwards webhooks. Thread-safe. */
public final class OutboundGateway {

    /** What is beyond waits in the store: some 100 bytes each are held for quickness only. */
    private static final int QUEUED = 100_000;

    private final Outbound outbound;
    private final GatewayConfig config;
    private final DeliveryWorkers workers;
    private final DeliveryMetrics metrics;
    private final Forwarding forwarding;
    private final InstantSource clock;

    private OutboundGateway(
            Outbound outbound,
            GatewayConfig config,
            DeliveryWorkers workers,
            DeliveryMetrics metrics,
            Forwarding forwarding,
            InstantSource clock) {
        this.outbound = outbound;
        this.config = config;
        this.workers = workers;
        this.metrics = metrics;
        this.forwarding = forwarding;
        this.clock = clock;
    }

    /**
     * Assembles the outbound half; nothing runs yet.
     *
     * @param telemetry is told what happens, beside the metrics
     * @param faults is told of faults of the program: what was being done, and the fault
     */
    public static OutboundGateway of(
            OutboundAdapters adapters,
            GatewayConfig gateway,
            InstantSource clock,
            GatewayMetrics gatewayMetrics,
            DeliveryTelemetry telemetry,
            BiConsumer<String, Throwable> faults) {
        DeliveryConfig config = gateway.delivery();
        DeliveryMetrics metrics = new DeliveryMetrics(gatewayMetrics);
        DeliveryWorkers workers = new DeliveryWorkers(config.inFlight(), faults);
        metrics.watchInFlight(workers.inFlight()::count);
        EndpointStates states = new EndpointStates(adapters.endpoints(), clock);
        for (EndpointStates.State state : EndpointStates.State.values()) {
            metrics.watchEndpoints(state.name().toLowerCase(Locale.ROOT), () -> states.count(state));
        }
        SecureRandom ids = new SecureRandom();
        Outbound outbound = Outbound.of(ConfiguredParts.outbound(config)
                .tenants(adapters.tenants())
                .endpoints(adapters.endpoints())
                .deliveries(adapters.deliveries())
                .sender(workers.preparation().beforeSending(adapters.sender()))
                .resolver(workers.preparation().beforeResolving(adapters.resolver()))
                .filter(adapters.filter())
                .cipher(adapters.cipher())
                .secrets(adapters.secrets())
                .queue(Outbound.inProcessQueue(clock, QUEUED))
                .permits(Outbound.inProcessPermits())
                .telemetry(EveryDeliveryTelemetry.of(metrics, telemetry))
                .clock(clock)
                .jitter(ThreadLocalRandom::current)
                .ids(() -> ids)
                .executor(workers.inFlight())
                .mostInFlight(config.inFlight())
                .build());
        Forwarding forwarding =
                new Forwarding(gateway.forwarding(), adapters.filter(), outbound.accepting(), workers::nudge);
        return new OutboundGateway(outbound, gateway, workers, metrics, forwarding, clock);
    }

    /**
     * Returns what makes events of processed webhooks; null without a rule that does: with a handler the webhooks of a
     * key are published one by one, and without one in batches.
     */
    public @Nullable WebhookHandler forwarding() {
        return config.forwarding().isEmpty() ? null : forwarding;
    }

    /** Returns the register of tenants, for hosts that set up one of their own. */
    public ManageTenantsUseCase managingTenants() {
        return outbound.managingTenants();
    }

    /** Adds the paths of tenants, and those of operators behind their guard. */
    public void addTo(Router.Builder routes, OperatorGuard operators) {
        OutboundRoutes.addTo(
                routes, outbound, operators, clock, config.delivery().timeout(), workers::nudge);
    }

    /**
     * Sets up the tenants of the configuration, takes up what is pending, and begins to deliver.
     *
     * @throws dev.sallyport.core.port.out.PortException if the tenants cannot be kept
     */
    public void start() {
        new ConfiguredTenants(config, outbound.managingTenants()).setUp();
        metrics.began(outbound.sweeping().refill());
        workers.start(outbound.dispatching(), outbound.sweeping());
    }

    /** Begins no further attempt and lets those under way finish, for so long at most. */
    public void stop(Duration atMost) {
        workers.stop(atMost);
    }
}
