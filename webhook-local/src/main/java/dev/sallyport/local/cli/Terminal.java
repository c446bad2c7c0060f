package dev.sallyport.local.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * The world of a command: where it writes, what stands around it, and whether people watch.
 *
 * @param out for results
 * @param err for everything else
 * @param interactive whether {@code err} is a terminal, on which a line can be drawn over
 * @param columns the width of a line, at least 20
 * @param environment the environment variables
 * @param directory the caller's working directory
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        int columns,
        Map<String, String> environment,
        Path directory) {

    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 20;

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** Reads a width as the launcher passes it on; nothing or nonsense gives 80. */
    static int columns(String text) {
        try {
            return Math.max(LEAST_COLUMNS, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }
}
