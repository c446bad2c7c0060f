package dev.sallyport.hosting.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.logging.Level;

/** Writes log lines, each one JSON object: {@code time}, {@code level}, {@code event}, then the fields. Thread-safe. */
public final class JsonLines {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;
    private final Level threshold;
    private final InstantSource clock;

    /**
     * Writes to a writer, line by line.
     *
     * @param threshold lines below this level are left out
     */
    public JsonLines(PrintWriter out, Level threshold, InstantSource clock) {
        this.out = out;
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * Writes a line.
     *
     * @param event what happened, in one stable word
     * @param fields names and values in turn; never a payload or a secret
     */
    public void write(Level level, String event, String... fields) {
        if (level.intValue() >= threshold.intValue()) {
            out.println(lineOf(level, event, fields));
            out.flush();
        }
    }

    private String lineOf(Level level, String event, String[] fields) {
        StringWriter line = new StringWriter(160);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", clock.instant().toString());
            json.writeStringField("level", level.getName());
            json.writeStringField("event", event);
            for (int i = 0; i + 1 < fields.length; i += 2) {
                json.writeStringField(fields[i], fields[i + 1]);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written to it", e);
        }
        return line.toString();
    }
}
