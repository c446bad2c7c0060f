package dev.sallyport.hosting.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.sallyport.core.event.RawPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes small JSON documents in UTF-8, without binding. Thread-safe. */
public final class Json {

    /** With buffers shared by all threads: the default keeps them by thread, and each request has a thread of its own. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private Json() {}

    /** What stands inside the outermost braces. */
    @FunctionalInterface
    public interface Content {
        /** Writes members of an object that is already begun and will be ended. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Returns an object as bytes. */
    public static RawPayload write(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written to", e);
        }
        return RawPayload.adopt(out.toByteArray());
    }
}
