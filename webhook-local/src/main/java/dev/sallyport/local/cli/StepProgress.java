package dev.sallyport.local.cli;

import org.jspecify.annotations.Nullable;

/** Shows one {@link ProgressBar} after the other, one for each step of a longer work. For one thread. */
final class StepProgress implements AutoCloseable {

    private static final long PARTS = 1_000;

    private final Terminal terminal;
    private @Nullable String step;
    private @Nullable ProgressBar bar;

    StepProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Shows how far a step has come; a step of another name begins where the last ends.
     *
     * @param share from 0 to 1
     */
    void reach(String name, double share) {
        ProgressBar current = bar;
        if (current == null || !name.equals(step)) {
            close();
            current = new ProgressBar(terminal, name, PARTS);
            bar = current;
            step = name;
        }
        current.reach((long) (share * PARTS));
    }

    @Override
    public void close() {
        ProgressBar last = bar;
        if (last != null) {
            last.close();
        }
    }
}
