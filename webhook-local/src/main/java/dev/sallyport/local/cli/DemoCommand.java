package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.Demo;
import dev.sallyport.local.demo.DemoReport;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.RunningGateway;
import dev.sallyport.local.gateway.DemoProviders;
import dev.sallyport.local.gateway.Gateway;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.testkit.provider.ProviderPayload;
import dev.sallyport.testkit.provider.ProviderPayloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a gateway of its own on trial. */
@Command(
        name = "demo",
        description = {
            "Starts a gateway on a free port, sends it real bodies signed as their providers do, some twice and some",
            "tampered with, and checks from outside that nothing was lost, let in, reordered or changed."
        },
        footer = {"", "Example:", "  sallyport demo --payloads payloads.ndjson --json"})
final class DemoCommand implements Callable<Integer> {

    private static final Duration FOR_REQUESTS_UNDER_WAY = Duration.ofSeconds(5);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(
            names = "--payloads",
            paramLabel = "FILE",
            description = "Bodies to send, NDJSON of provider, eventType, id, contentType, body; default a small set.")
    private @Nullable Path payloads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses what is repeated, what is tampered with, and the order; default ${DEFAULT-VALUE}.")
    private long seed;

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<ProviderPayload> bodies = readPayloads();
        Path directory = newDirectory();
        try {
            DemoReport report = run(bodies, directory);
            show(report);
            return report.passed() ? 0 : FailureRendering.FAILED;
        } finally {
            delete(directory);
        }
    }

    private List<ProviderPayload> readPayloads() {
        Path file = payloads;
        try {
            List<ProviderPayload> bodies = file == null ? ProviderPayloads.bundled() : ProviderPayloads.read(file);
            if (bodies.size() < 3) {
                throw new CommandFailure("a demo needs at least 3 payloads, and " + file + " has " + bodies.size());
            }
            return bodies;
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private DemoReport run(List<ProviderPayload> bodies, Path directory) throws InterruptedException {
        try {
            return engine.isLocal() ? runHere(bodies, directory) : runOn(engine, bodies, directory);
        } catch (ConfigRefusedException | PortUnavailableException | EngineFailedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private DemoReport runHere(List<ProviderPayload> bodies, Path directory)
            throws InterruptedException, ConfigRefusedException, PortUnavailableException {
        LocalStore store = LocalStore.open(
                directory, Clock.systemUTC(), LocalStoreOptions.builder().build());
        ConfiguredGateway configured = DemoProviders.in(store.directory(), terminal.environment());
        Gateway gateway = Gateway.start(
                store,
                configured,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                new FaultLog(terminal));
        try {
            return run(bodies, gateway.address(), configured);
        } finally {
            gateway.stop(FOR_REQUESTS_UNDER_WAY);
        }
    }

    private DemoReport runOn(EngineOptions chosen, List<ProviderPayload> bodies, Path directory)
            throws InterruptedException, ConfigRefusedException, PortUnavailableException {
        if (chosen.endpoint(terminal.environment()) != null) {
            throw new CommandFailure("a demo reads the order of publication from a bus of its own: leave out"
                    + " --endpoint-url and AWS_ENDPOINT_URL");
        }
        ConfiguredGateway configured;
        try (DataDirectory own = DataDirectory.open(directory)) {
            configured = DemoProviders.in(own, terminal.environment());
        }
        RunningGateway gateway = chosen.find()
                .start(chosen.order(
                        directory.resolve(DemoProviders.FILE),
                        0,
                        terminal.environment(),
                        new EngineLog(terminal, false)));
        try {
            return run(bodies, gateway.address(), configured);
        } finally {
            gateway.stop();
        }
    }

    private DemoReport run(List<ProviderPayload> bodies, InetSocketAddress address, ConfiguredGateway configured)
            throws InterruptedException {
        URI base = URI.create("http://127.0.0.1:" + address.getPort());
        try (GatewayClient client = new GatewayClient(base, null);
                ProgressBar bar = new ProgressBar(terminal, "sent", Demo.requestsOf(bodies, seed))) {
            return new Demo(client, configured, () -> bar.advance(1)).run(bodies, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(DemoReport report) {
        double seconds = report.took().toMillis() / 1000.0;
        report.problems().forEach(problem -> terminal.err().println("sallyport: " + problem));
        if (common.json()) {
            JsonLine.print(terminal, json -> {
                json.writeNumberField("sent", report.sent());
                json.writeNumberField("accepted", report.accepted());
                json.writeNumberField("duplicates", report.duplicates());
                json.writeNumberField("rejected", report.rejected());
                json.writeNumberField("processed", report.processed());
                json.writeNumberField("lost", report.lost());
                json.writeNumberField("outOfOrder", report.outOfOrder());
                json.writeNumberField("archiveMismatches", report.archiveMismatches());
                json.writeNumberField("seconds", seconds);
            });
            return;
        }
        new Table("CHECK", "WEBHOOKS", "SHOULD BE")
                .row("sent", report.sent(), "-")
                .row("accepted", report.accepted(), "-")
                .row("answered as duplicates", report.duplicates(), "-")
                .row("rejected, all of them tampered with", report.rejected(), "-")
                .row("processed, once each", report.processed(), report.accepted())
                .row("lost", report.lost(), 0)
                .row("published out of order", report.outOfOrder(), 0)
                .row("archived with other bytes", report.archiveMismatches(), 0)
                .print(terminal);
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s in %.1f s.",
                        report.passed() ? "Everything is as it should be" : "Not everything is as it should be",
                        seconds));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("sallyport-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
