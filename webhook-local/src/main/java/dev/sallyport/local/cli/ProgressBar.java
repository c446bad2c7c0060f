package dev.sallyport.local.cli;

import java.util.Locale;

/**
 * Shows how far something has come: on a terminal as one line drawn over, elsewhere as a line for every tenth, so that
 * logs stay short. Safe for use by several threads.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDEST = 40;

    private final Terminal terminal;
    private final String what;
    private final long total;
    private long done;
    private long shown = -1;
    private boolean closed;

    /**
     * Begins at nothing done.
     *
     * @param what what is being done, in a word or two
     * @param total how much there is to do, at least 1
     */
    ProgressBar(Terminal terminal, String what, long total) {
        if (total < 1) {
            throw new IllegalArgumentException("total must be at least 1");
        }
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        show();
    }

    /** Tells that so much more is done. */
    synchronized void advance(long by) {
        if (!closed) {
            done = Math.min(total, done + by);
            show();
        }
    }

    /** Tells how much is done in all. */
    synchronized void reach(long much) {
        advance(much - done);
    }

    /** Leaves the line as it is and goes on to the next. */
    @Override
    public synchronized void close() {
        if (!closed && terminal.interactive()) {
            terminal.err().println();
            terminal.err().flush();
        }
        closed = true;
    }

    private void show() {
        long step = terminal.interactive() ? done * 1000 / total : done * 10 / total;
        if (step == shown) {
            return;
        }
        shown = step;
        String count = String.format(Locale.ROOT, "%s %d of %d", what, done, total);
        if (!terminal.interactive()) {
            terminal.err().println(count);
        } else {
            terminal.err().print("\r" + count + bar(terminal.columns() - count.length() - 4) + "\u001b[K");
        }
        terminal.err().flush();
    }

    private String bar(int room) {
        int width = Math.min(WIDEST, room);
        if (width < 5) {
            return "";
        }
        int filled = (int) (width * done / total);
        return " [" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }
}
