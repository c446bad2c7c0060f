package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.hosting.web.Json;

/** Prints results for programs. */
final class JsonLine {

    private JsonLine() {}

    /** Prints an object on a line of its own. */
    static void print(Terminal terminal, Json.Content content) {
        terminal.out().println(new String(Json.write(content).toByteArray(), UTF_8));
        terminal.out().flush();
    }
}
