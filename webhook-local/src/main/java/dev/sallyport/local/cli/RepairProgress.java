package dev.sallyport.local.cli;

import org.jspecify.annotations.Nullable;

/** Shows how far a run has come: as a bar where its length is known, and else as a count. For one thread. */
final class RepairProgress implements AutoCloseable {

    private final Terminal terminal;
    private final @Nullable ProgressBar bar;

    /**
     * Begins at nothing.
     *
     * @param expected how many webhooks will be visited; 0 if nobody knows
     */
    RepairProgress(Terminal terminal, long expected) {
        this.terminal = terminal;
        this.bar = expected > 0 ? new ProgressBar(terminal, "visited", expected) : null;
    }

    void reach(long visited) {
        if (bar != null) {
            bar.reach(visited);
        } else if (terminal.interactive()) {
            terminal.err().print("\rvisited " + visited + "\u001b[K");
            terminal.err().flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        } else if (terminal.interactive()) {
            terminal.err().println();
            terminal.err().flush();
        }
    }
}
