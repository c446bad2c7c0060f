package dev.sallyport.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** A terminal that remembers what was written. */
final class FakeTerminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal;

    FakeTerminal(boolean interactive, Map<String, String> environment) {
        terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), interactive, 80, environment, Path.of(""));
    }

    static FakeTerminal piped() {
        return new FakeTerminal(false, Map.of());
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        terminal.out().flush();
        return out.toString();
    }

    String err() {
        terminal.err().flush();
        return err.toString();
    }
}
