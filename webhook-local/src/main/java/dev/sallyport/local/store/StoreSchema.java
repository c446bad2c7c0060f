package dev.sallyport.local.store;

import dev.sallyport.local.store.engine.SchemaHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The store's schema through time. A script that was released is never changed: the next version is a new one. */
final class StoreSchema {

    /** {@code SPLY}. */
    private static final int APPLICATION_ID = 0x53_50_4c_59;

    private static final int CURRENT = 7;

    static final SchemaHistory HISTORY = upTo(CURRENT);

    private StoreSchema() {}

    /** Returns the history as a program of an earlier version knew it. */
    static SchemaHistory upTo(int version) {
        List<String> scripts =
                IntStream.rangeClosed(1, version).mapToObj(StoreSchema::script).toList();
        return new SchemaHistory(APPLICATION_ID, scripts);
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream script = StoreSchema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
