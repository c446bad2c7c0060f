package dev.sallyport.local.cli;

import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.bench.AppendLogServer;
import dev.sallyport.local.http.PortUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The server that {@code bench ingest --engine append-log} measures, in the process that it starts for it. */
@Command(
        name = "append-log",
        description = "Serves for 'bench ingest --engine append-log'; of no use by itself.",
        hidden = true,
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  sallyport bench append-log bench.yaml data"})
final class AppendLogCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONFIGURATION")
    private Path configuration = Path.of("");

    @Parameters(index = "1", paramLabel = "DIRECTORY")
    private Path directory = Path.of("");

    private final Terminal terminal;

    AppendLogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        FaultLog faults = new FaultLog(terminal);
        try {
            InetSocketAddress address = AppendLogServer.start(
                    ConfiguredGateway.read(configuration, terminal.environment()),
                    directory,
                    (request, fault) -> faults.arose("answering", fault));
            JsonLine.print(terminal, json -> json.writeNumberField("port", address.getPort()));
        } catch (ConfigRefusedException | PortUnavailableException | IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        // Only the end of the process ends this command.
        new CountDownLatch(1).await();
        return 0;
    }
}
