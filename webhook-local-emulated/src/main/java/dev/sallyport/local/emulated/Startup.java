package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.SecretResolver;
import dev.sallyport.hosting.config.ServerConfig;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.RequestHandler;
import dev.sallyport.local.emulated.front.ApiFront;
import dev.sallyport.local.emulated.front.HttpApiShape;
import dev.sallyport.local.emulated.front.PublishedRoute;
import dev.sallyport.local.emulated.front.RestApiShape;
import dev.sallyport.local.emulated.record.CallRecording;
import dev.sallyport.local.emulated.template.Template;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.http.DoorLimits;
import dev.sallyport.local.http.JdkHttpDoor;
import dev.sallyport.local.http.PortUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts everything, each part after those that it needs. For one thread, once. */
final class Startup {

    /** What API Gateway lets through. */
    private static final int LARGEST_BODY = 10 << 20;

    private static final int BYTES_OF_A_KEY = 32;
    private static final Duration FOR_REQUESTS_UNDER_WAY = Duration.ofSeconds(10);
    private static final String SWEEPER = "SweeperHandler";

    /** Names the directory into which the calls of the functions are to be recorded. */
    static final String RECORD = "SALLYPORT_RECORD_CALLS";

    /** What the first request needs; the others start when they are needed. */
    private static final List<String> FIRST = List.of("ReceiverHandler", "ProcessorHandler", "OperatorApiHandler");

    private static final PathParameters NONE = new PathParameters(Map.of());

    private final EngineOrder order;
    private final GatewayConfig config;
    private final Clock clock;
    private final SecretResolver resolver;

    /** What to do to stop, the part started last first. */
    private final Deque<Runnable> stops = new ArrayDeque<>();

    Startup(EngineOrder order, GatewayConfig config, Clock clock) {
        this.order = order;
        this.config = config;
        this.clock = clock;
        Path directory = order.config().toAbsolutePath().getParent();
        resolver = new SecretResolver(
                order.environment(), directory == null ? order.config().toAbsolutePath() : directory);
    }

    /** Stops what was started before something failed. */
    void undo() {
        EmulatedGateway.stop(stops);
    }

    EmulatedGateway run() throws ConfigRefusedException, PortUnavailableException, InterruptedException {
        // Its settings for hostile clients hold for all servers of the JDK that are made from here on.
        JdkHttpDoor door = new JdkHttpDoor(
                DoorLimits.ofBody(LARGEST_BODY),
                (request, fault) -> order.listener()
                        .failed(
                                request.method() + ' ' + request.path(),
                                fault.getClass().getName()));
        // Before anything is started: whoever mistypes a path is not to wait for emulators.
        Path file = order.template();
        Template template = file == null ? null : Template.read(file);
        Scratch scratch = Scratch.make();
        stops.push(scratch::close);
        Path functionConfig = scratch.file("sallyport.json");
        SecretSeeding.Secrets secrets = seed(functionConfig);

        BusTargets targets = new BusTargets(order.listener());
        Services services = services(targets);
        stops.push(services::close);
        Clients clients = new Clients(services);
        stops.push(clients::close);
        targets.reach(clients.sqs());
        stops.push(targets::close);

        order.listener().progress("making table, bucket, queues and bus");
        String masterKey = newKey();
        SecretKeeping.keep(clients.secrets(), secrets.and(DescribedStack.MASTER_KEY, masterKey));
        Stack stack = template == null
                ? DescribedStack.make(clients, !config.forwarding().isEmpty())
                : TemplateStack.make(clients, template, masterKey);
        CallRecording recording = recording();
        Functions functions = Functions.make(
                stack.functions(),
                sharedVariables(services, functionConfig),
                FunctionPackage.find(scratch.directory(), recording),
                order.listener()::logged,
                clock);
        stops.push(functions::close);
        functions.all().values().forEach(targets::reach);
        connect(stack, services, functions);

        order.listener().progress("starting functions");
        functions.warm(FIRST.stream().map(functions::running).toList());
        EventSources sources = new EventSources(clients.sqs(), order.listener());
        stack.feeds().forEach(feed -> sources.feed(functions.get(feed.function()), feed));
        stops.push(sources::close);
        sources.start();
        OperatorGuard guard = OperatorGuard.of(secrets.adminToken());
        InetSocketAddress address = door.start(listen(), front(stack, functions, services, guard));
        stops.push(() -> door.stop(FOR_REQUESTS_UNDER_WAY));
        return new EmulatedGateway(
                address,
                new LookingAround(services, stack.names()),
                stops,
                new EmulatedGateway.Inside(services, stack, functions, sources));
    }

    private @Nullable CallRecording recording() {
        String directory = order.environment().get(RECORD);
        try {
            return directory == null || directory.isBlank() ? null : CallRecording.in(Path.of(directory));
        } catch (IOException e) {
            throw new EngineFailedException("calls cannot be recorded in " + directory + " (" + RECORD + ")", e);
        }
    }

    private void connect(Stack stack, Services services, Functions functions) {
        boolean here = services.journal() != null;
        stack.connect(here);
        if (!here) {
            Sweeping sweeping = Sweeping.byTimer(functions.running(SWEEPER));
            stops.push(sweeping::close);
        }
    }

    private SecretSeeding.Secrets seed(Path functionConfig) throws ConfigRefusedException {
        try {
            return new SecretSeeding(resolver, "sallyport-" + DescribedStack.SUFFIX + '/')
                    .write(order.config(), functionConfig);
        } catch (IOException e) {
            throw new EngineFailedException("the configuration for the functions cannot be written", e);
        }
    }

    private Services services(BusTargets targets) throws InterruptedException {
        URI endpoint = order.endpoint();
        if (endpoint != null) {
            return new RemoteServices(endpoint, order.environment());
        }
        order.listener().progress("starting emulators of DynamoDB, S3, SQS, EventBridge and Secrets Manager");
        return EmbeddedServices.start(targets, targets, clock);
    }

    private static String newKey() {
        byte[] key = new byte[BYTES_OF_A_KEY];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private static Map<String, String> sharedVariables(Services services, Path functionConfig) {
        Map<String, String> shared = new LinkedHashMap<>(services.credentials());
        for (Services.Service service : Services.Service.values()) {
            shared.put(service.variable(), services.endpoint(service).toString());
        }
        shared.put(FunctionPlan.CONFIG, functionConfig.toString());
        return shared;
    }

    private InetSocketAddress listen() {
        ServerConfig server = config.server();
        Integer port = order.port();
        return new InetSocketAddress(server.host(), port == null ? server.port() : port);
    }

    private RequestHandler front(Stack stack, Functions functions, Services services, OperatorGuard guard) {
        ApiFront front = new ApiFront(
                stack.routes(),
                functions.all(),
                switch (order.ingress()) {
                    case REST -> new RestApiShape();
                    case HTTP -> new HttpApiShape();
                },
                guard,
                clock);
        Journal journal = services.journal();
        return journal == null ? front : withPublications(front, new PublishedRoute(journal), guard);
    }

    private static RequestHandler withPublications(
            RequestHandler front, PublishedRoute published, OperatorGuard guard) {
        return request -> isForPublications(request)
                ? guard.guard((passed, path) -> published.handle(passed)).handle(request, NONE)
                : front.handle(request);
    }

    private static boolean isForPublications(Request request) {
        return request.method().equals("GET") && request.path().equals(PublishedRoute.PATH);
    }
}
