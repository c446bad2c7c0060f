package dev.sallyport.local.cli;

import dev.sallyport.local.gateway.GatewayFaults;

/** Writes faults of the program where its operator reads them: types and places, no messages, which may quote payloads. */
final class FaultLog implements GatewayFaults {

    private static final int MOST_FRAMES = 12;

    private final Terminal terminal;

    FaultLog(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void arose(String during, Throwable fault) {
        terminal.err().println("sallyport: a fault of the program while " + during);
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            terminal.err().println("  " + cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                terminal.err().println("    at " + frames[i]);
            }
        }
        terminal.err().flush();
    }
}
