package dev.sallyport.local.cli;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.hosting.config.ServerConfig;
import dev.sallyport.hosting.telemetry.DeliveryLog;
import dev.sallyport.hosting.telemetry.GatewayLog;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.local.gateway.CurlLine;
import dev.sallyport.local.gateway.DemoProviders;
import dev.sallyport.local.gateway.DemoTenant;
import dev.sallyport.local.gateway.Gateway;
import dev.sallyport.local.gateway.GatewayExtras;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a gateway until the process is told to end. */
@Command(
        name = "serve",
        description = {
            "Receives webhooks, keeps, orders and publishes them, until it is told to stop (Ctrl-C, SIGTERM).",
            "Without a configuration it makes one for trying things out, in the data directory."
        },
        footer = {"", "Example:", "  sallyport serve --config sallyport.yaml --data /var/lib/sallyport --port 8080"})
final class ServeCommand implements Callable<Integer> {

    private static final Duration FOR_REQUESTS_UNDER_WAY = Duration.ofSeconds(10);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration, for example sallyport.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sallyport-data",
            description = "Where everything is kept; default ${DEFAULT-VALUE}.")
    private Path data = Path.of("sallyport-data");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on, in place of the configuration's; 0 for any free one.")
    private @Nullable Integer port;

    @Option(names = "--verbose", description = "Log every webhook and delivery, and not only what went wrong.")
    private boolean verbose;

    private final Terminal terminal;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkPort();
        if (!engine.isLocal()) {
            new EngineServing(terminal, engine, verbose, common.json()).run(config, data, port);
            return 0;
        }
        Running running = start();
        Gateway gateway = running.gateway();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stopping"));
        announce(running);
        // Only the end of the process ends this command; the hook then stops the gateway.
        new CountDownLatch(1).await();
        return 0;
    }

    private record Running(Gateway gateway, ConfiguredGateway configured, boolean demo) {}

    private void checkPort() {
        Integer given = port;
        if (given != null && (given < 0 || given > 65_535)) {
            throw new CommandFailure("--port must be 0 to 65535, not " + given);
        }
    }

    private Running start() {
        Integer given = port;
        try {
            // A configuration that is wrong must not leave a data directory behind.
            Path file = config;
            ConfiguredGateway read = file == null ? null : ConfiguredGateway.read(file, terminal.environment());
            LocalStore store = LocalStore.open(
                    data, Clock.systemUTC(), LocalStoreOptions.builder().build());
            ConfiguredGateway configured = read == null ? demo(store) : read;
            InetSocketAddress listen = new InetSocketAddress(
                    configured.config().server().host(),
                    given == null ? configured.config().server().port() : given);
            JsonLines log = log();
            Gateway gateway = Gateway.start(
                    store,
                    configured,
                    listen,
                    Clock.systemUTC(),
                    new GatewayLog(log),
                    new FaultLog(terminal),
                    new GatewayExtras(null, new DeliveryLog(log)));
            return new Running(gateway, configured, read == null);
        } catch (ConfigRefusedException | DataDirectoryException | PortUnavailableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private JsonLines log() {
        return new JsonLines(terminal.err(), verbose ? Level.FINE : Level.INFO, Clock.systemUTC());
    }

    private ConfiguredGateway demo(LocalStore store) throws ConfigRefusedException {
        try {
            return DemoProviders.in(store.directory(), terminal.environment());
        } catch (ConfigRefusedException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void announce(Running running) {
        InetSocketAddress address = running.gateway().address();
        String base = "http://" + hostOf(address) + ":" + address.getPort();
        if (common.json()) {
            announceJson(base, address.getPort(), running.configured());
            return;
        }
        terminal.out().println("Sallyport listens on " + base + " and keeps everything in " + data + ".");
        terminal.out().println();
        Table table = new Table("PROVIDER", "SCHEME", "ADDRESS");
        running.configured()
                .providers()
                .forEach((id, provider) -> table.row(id, provider.scheme().name(), base + "/webhooks/" + id));
        table.print(terminal);
        ConfiguredProvider generic = running.configured().providers().get(new ProviderId("generic"));
        if (running.demo() && generic != null) {
            inviteToTry(base, generic);
            inviteToSend(address.getPort(), running);
        }
        terminal.out().flush();
    }

    private void announceJson(String base, int listening, ConfiguredGateway configured) {
        JsonLine.print(terminal, json -> {
            json.writeStringField("url", base);
            json.writeNumberField("port", listening);
            json.writeStringField("data", data.toString());
            json.writeArrayFieldStart("providers");
            for (ProviderId id : configured.providers().keySet()) {
                json.writeString(id.value());
            }
            json.writeEndArray();
        });
    }

    private void inviteToTry(String base, ConfiguredProvider provider) {
        terminal.out().println();
        terminal.out().println("Try it: send a signed webhook from another terminal, then look at what was published.");
        terminal.out().println();
        terminal.out().println(CurlLine.of(provider, base, Instant.now()));
        terminal.out().println();
        terminal.out().println("curl " + base + "/internal/published");
        terminal.out().println();
        terminal.out().println("The providers' secrets lie in " + data + ", readable by you only.");
    }

    /** A gateway on another port than the usual one has to be named to the commands. */
    private void inviteToSend(int listening, Running running) {
        Path key = DemoTenant.keyFile(
                data, running.configured().config(), running.gateway().managingTenants());
        if (key == null) {
            return;
        }
        String url = listening == ServerConfig.DEFAULT_PORT ? "" : " --url http://localhost:" + listening;
        terminal.out().println();
        terminal.out().println("Or deliver events: an endpoint for tenant 'demo', an event, and what became of it.");
        terminal.out().println();
        terminal.out().println("export SALLYPORT_API_KEY=$(cat " + key + ")");
        terminal.out().println("./sallyport endpoint create http://localhost:9000/hook" + url);
        terminal.out().println("./sallyport event send --type greeting '{\"text\":\"Hello, Sallyport\"}'" + url);
        terminal.out().println("./sallyport event list" + url);
        terminal.out().println();
        terminal.out().println("'./sallyport listen --port 9000' is a receiver to try it with.");
    }

    private static String hostOf(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return host.isAnyLocalAddress() || host.isLoopbackAddress() ? "localhost" : address.getHostString();
    }

    private void stop(Gateway gateway) {
        gateway.stop(FOR_REQUESTS_UNDER_WAY);
        terminal.err().println("sallyport: stopped");
        terminal.err().flush();
    }
}
