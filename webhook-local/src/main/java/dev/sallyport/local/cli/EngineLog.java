package dev.sallyport.local.cli;

import dev.sallyport.local.engine.EngineOrder;

/** Writes what an engine tells where its operator reads it. */
final class EngineLog implements EngineOrder.Listener {

    private final Terminal terminal;
    private final boolean verbose;

    /**
     * Makes a log.
     *
     * @param verbose whether to show every line of the functions' logs, which hold no payloads
     */
    EngineLog(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    @Override
    public void progress(String what) {
        line("sallyport: " + what);
    }

    @Override
    public void logged(String function, String line) {
        if (verbose) {
            line(function + ": " + line);
        }
    }

    @Override
    public void failed(String part, String reason) {
        line("sallyport: " + part + ": " + reason);
    }

    private synchronized void line(String text) {
        terminal.err().println(text);
        terminal.err().flush();
    }
}
