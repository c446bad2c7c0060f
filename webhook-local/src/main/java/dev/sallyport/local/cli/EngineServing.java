package dev.sallyport.local.cli;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.RunningGateway;
import dev.sallyport.local.gateway.CurlLine;
import dev.sallyport.local.gateway.DemoProviders;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs a gateway on an engine that was found, until the process is told to end. */
final class EngineServing {

    private final Terminal terminal;
    private final EngineOptions options;
    private final boolean verbose;
    private final boolean json;

    EngineServing(Terminal terminal, EngineOptions options, boolean verbose, boolean json) {
        this.terminal = terminal;
        this.options = options;
        this.verbose = verbose;
        this.json = json;
    }

    /**
     * Serves.
     *
     * @param config null to make one for trying things out in the data directory
     */
    void run(@Nullable Path config, Path data, @Nullable Integer port) throws InterruptedException {
        EngineOrder order;
        RunningGateway gateway;
        ConfiguredGateway demo = null;
        try {
            Path file = config;
            if (file == null) {
                try (DataDirectory directory = DataDirectory.open(data)) {
                    demo = DemoProviders.in(directory, terminal.environment());
                }
                file = data.resolve(DemoProviders.FILE);
            }
            order = options.order(file, port, terminal.environment(), new EngineLog(terminal, verbose));
            gateway = options.find().start(order);
        } catch (ConfigRefusedException | DataDirectoryException | PortUnavailableException | EngineFailedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stopping"));
        announce(gateway, demo, order.endpoint() == null);
        new CountDownLatch(1).await();
    }

    private void announce(RunningGateway gateway, @Nullable ConfiguredGateway demo, boolean showsPublished) {
        String base = "http://localhost:" + gateway.address().getPort();
        if (json) {
            JsonLine.print(terminal, line -> {
                line.writeStringField("url", base);
                line.writeNumberField("port", gateway.address().getPort());
                line.writeStringField("engine", options.name());
                line.writeObjectFieldStart("parts");
                for (var part : gateway.parts().entrySet()) {
                    line.writeStringField(part.getKey(), part.getValue());
                }
                line.writeEndObject();
            });
            return;
        }
        terminal.out().println("Sallyport listens on " + base + " and runs on '" + options.name() + "'.");
        terminal.out().println();
        Table table = new Table("PART", "WHERE");
        gateway.parts().forEach(table::row);
        table.print(terminal);
        if (demo != null) {
            inviteToTry(base, demo, showsPublished);
        }
        if (!gateway.hints().isEmpty()) {
            terminal.out().println();
            gateway.hints().forEach(terminal.out()::println);
        }
        terminal.out().flush();
    }

    private void inviteToTry(String base, ConfiguredGateway demo, boolean showsPublished) {
        ConfiguredProvider generic = demo.providers().get(new ProviderId("generic"));
        if (generic == null) {
            return;
        }
        terminal.out().println();
        terminal.out()
                .println("Try it: send a signed webhook from another terminal, then look at what "
                        + (showsPublished ? "was published." : "became of it."));
        terminal.out().println();
        terminal.out().println(CurlLine.of(generic, base, Instant.now()));
        terminal.out().println();
        // Nothing keeps the order of what a bus took that is not ours.
        terminal.out().println("curl " + base + (showsPublished ? "/internal/published" : "/internal/webhooks"));
    }

    private void stop(RunningGateway gateway) {
        gateway.stop();
        terminal.err().println("sallyport: stopped");
        terminal.err().flush();
    }
}
