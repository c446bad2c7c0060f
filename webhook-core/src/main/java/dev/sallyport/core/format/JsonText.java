package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes and reads JSON text in ASCII: every sequence of Java characters survives, well-formed Unicode or not. Safe for
 * any number of threads.
 */
public final class JsonText {

    /** With buffers shared by all threads: the default keeps them by thread, and each request has a thread of its own. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private JsonText() {}

    /** Writes one value. */
    @FunctionalInterface
    public interface Writing {
        /** Writes the value and nothing else. */
        void to(JsonGenerator json) throws IOException;
    }

    /** Reads one value. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads the value, at whose first token nothing has been read yet. */
        T from(JsonParser json) throws IOException;
    }

    /** Returns the text of one value. */
    public static String write(Writing value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            value.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /**
     * Reads one value.
     *
     * @throws IOException if the text is not such a value
     */
    public static <T> T read(String text, Reading<T> reading) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            return reading.from(json);
        }
    }
}
