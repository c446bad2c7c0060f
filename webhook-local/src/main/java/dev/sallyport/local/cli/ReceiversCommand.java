package dev.sallyport.local.cli;

import dev.sallyport.local.bench.deliver.Receivers;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The receivers that {@code bench deliver} delivers to, in the process that it starts for them. */
@Command(
        name = "receivers",
        description = "Receives for 'bench deliver'; of no use by itself.",
        hidden = true,
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  sallyport bench receivers"})
final class ReceiversCommand implements Callable<Integer> {

    private final Terminal terminal;

    ReceiversCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            Receivers receivers = Receivers.listen();
            JsonLine.print(terminal, json -> json.writeNumberField("port", receivers.port()));
            receivers.serve();
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("cannot receive: " + e.getMessage(), e);
        }
    }
}
