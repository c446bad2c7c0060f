package dev.sallyport.local.gateway;

import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.api.HandedOverRoute;
import dev.sallyport.hosting.api.HealthRoute;
import dev.sallyport.hosting.api.InboundRoutes;
import dev.sallyport.hosting.api.OperatorRoutes;
import dev.sallyport.hosting.api.PublishedRoute;
import dev.sallyport.hosting.api.RepairRoutes;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.calls.ProviderCalls;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.repair.RepairRounds;
import dev.sallyport.hosting.telemetry.EveryTelemetry;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.gateway.outbound.LocalAdapters;
import dev.sallyport.local.gateway.outbound.OutboundGateway;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.HttpDoor;
import dev.sallyport.local.http.JdkHttpDoor;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.SqliteHandedOverSecrets;
import dev.sallyport.local.telemetry.GatewayMetrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A running gateway. It owns the store it was given: stopping closes both. Thread-safe.
 *
 * <p>It stops in the order in which webhooks pass: first nobody is let in any more, then what is being processed and
 * delivered is finished, then the store is closed. What is queued by then is processed after the next start.
 */
public final class Gateway {

    private static final Duration PATIENCE_OF_WORKERS = Duration.ofSeconds(10);

    private final HttpDoor door;
    private final Background background;
    private final InetSocketAddress address;
    private boolean stopped;

    private Gateway(HttpDoor door, Background background, InetSocketAddress address) {
        this.door = door;
        this.background = background;
        this.address = address;
    }

    /** What works behind the door. */
    private record Background(
            Workers workers,
            ArchiveWorker archivist,
            OutboundGateway outbound,
            LocalAdapters adapters,
            LocalStore store) {

        void start() {
            outbound.start();
            workers.start();
            archivist.start();
        }

        void stop() {
            workers.stop(PATIENCE_OF_WORKERS);
            outbound.stop(PATIENCE_OF_WORKERS);
            archivist.stop(PATIENCE_OF_WORKERS);
            adapters.close();
            store.close();
        }
    }

    /** Starts a gateway whose webhooks are published as they are; see the other way to start one. */
    public static Gateway start(
            LocalStore store,
            ConfiguredGateway configured,
            InetSocketAddress listen,
            InstantSource clock,
            Telemetry telemetry,
            GatewayFaults faults)
            throws PortUnavailableException {
        return start(store, configured, listen, clock, telemetry, faults, GatewayExtras.NONE);
    }

    /**
     * Starts a gateway, which first takes up what is queued and then listens.
     *
     * @param listen where to listen; port 0 picks a free one
     * @param telemetry is told what happens, beside the metrics that the gateway itself keeps
     * @param faults is told of faults of the program, wherever they arise
     * @param extras what else there is to be told or to do
     * @throws PortUnavailableException if the address cannot be listened on; the store is closed then
     */
    public static Gateway start(
            LocalStore store,
            ConfiguredGateway configured,
            InetSocketAddress listen,
            InstantSource clock,
            Telemetry telemetry,
            GatewayFaults faults,
            GatewayExtras extras)
            throws PortUnavailableException {
        GatewayMetrics metrics = new GatewayMetrics();
        LocalAdapters adapters = adapters(store, configured);
        OutboundGateway outbound = OutboundGateway.of(
                adapters.ports(), configured.config(), clock, metrics, extras.deliveries(), faults::arose);
        SqliteHandedOverSecrets secrets =
                store.handedOverSecrets(adapters.ports().cipher());
        Inbound inbound = Inbound.of(parts(store, configured, clock, extras.callsBy(clock, telemetry::keyNotFetched))
                .telemetry(EveryTelemetry.of(metrics, telemetry))
                .handler(extras.handlerThen(outbound.forwarding()))
                .handedOverSecrets(secrets)
                .build());
        Workers workers = new Workers(
                inbound.working(),
                inbound.sweeping(),
                new RepairRounds(inbound.repairing(), clock, faults::arose)::advance,
                faults);
        HttpDoor door = new JdkHttpDoor(
                DoorLimits.ofBody(configured.config().server().maxBodyBytes()),
                (request, fault) -> faults.arose("answering " + request.method() + " " + request.path(), fault));
        ArchiveWorker archivist =
                new ArchiveWorker(store.archiveKeeper(archivePolicies(configured), metrics.ofArchive())::step, faults);
        Router router = routes(store, configured, inbound, outbound, secrets, clock, workers, metrics);
        Background background = new Background(workers, archivist, outbound, adapters, store);
        background.start();
        try {
            return new Gateway(door, background, door.start(listen, router));
        } catch (PortUnavailableException e) {
            background.stop();
            throw e;
        }
    }

    private static LocalAdapters adapters(LocalStore store, ConfiguredGateway configured) {
        try {
            return LocalAdapters.open(store, configured.config().delivery());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static InboundParts.Builder parts(
            LocalStore store, ConfiguredGateway configured, InstantSource clock, ProviderCalls calls) {
        return InboundParts.builder()
                .providers(ConfiguredParts.providers(configured, calls.keys()))
                .store(store.webhooks())
                .archive(store.archive())
                .queue(store.queue())
                .publisher(store.publisher())
                .repairRuns(store.repairRuns())
                .positions(store.positions())
                .strandedAfter(configured.config().server().strandedAfter())
                .intake(store.intake())
                .subscriptionConfirmer(calls.confirmer())
                .clock(clock)
                .random(ThreadLocalRandom::current);
    }

    private static Map<ProviderId, ArchivePolicy> archivePolicies(ConfiguredGateway configured) {
        return configured.providers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().config().archive()));
    }

    private static Router routes(
            LocalStore store,
            ConfiguredGateway configured,
            Inbound inbound,
            OutboundGateway outbound,
            SqliteHandedOverSecrets secrets,
            InstantSource clock,
            Workers workers,
            GatewayMetrics metrics) {
        Router.Builder routes = Router.builder();
        OperatorGuard guard = OperatorGuard.of(configured.adminToken());
        new InboundRoutes(
                        inbound.receiving(),
                        configured.config().providers(),
                        clock,
                        workers::nudge,
                        metrics::answeredIn)
                .addTo(routes);
        new OperatorRoutes(inbound.inspecting()).addTo(routes, guard);
        new PublishedRoute(store.publications()).addTo(routes, guard);
        new RepairRoutes(inbound.repairing(), store::counts, workers::nudgeRepairs).addTo(routes, guard);
        new ArchiveRoutes(store.archiveVerifier()).addTo(routes, guard);
        new HandedOverRoute(secrets::all).addTo(routes, guard);
        new MetricsRoute(metrics, store, configured.providers().keySet(), clock).addTo(routes, guard);
        outbound.addTo(routes, guard);
        new HealthRoute(() -> store.publications().after(Long.MAX_VALUE - 1, 1)).addTo(routes);
        return routes.build();
    }

    /** Returns the register of tenants. */
    public ManageTenantsUseCase managingTenants() {
        return background.outbound().managingTenants();
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Stops listening, lets requests under way and then webhooks in hand finish, and closes the store. Stopping twice
     * does nothing.
     *
     * @param atMost how long to wait for requests under way
     */
    public synchronized void stop(Duration atMost) {
        if (!stopped) {
            stopped = true;
            door.stop(atMost);
            background.stop();
        }
    }
}
