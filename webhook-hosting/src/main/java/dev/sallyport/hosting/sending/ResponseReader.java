package dev.sallyport.hosting.sending;

import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads of a response what is kept of it. */
final class ResponseReader {

    private static final int CHUNK = 2048;

    private ResponseReader() {}

    static Headers headers(ClassicHttpResponse response) {
        Headers.Builder lines = Headers.builder();
        for (Header line : response.getHeaders()) {
            lines.add(line.getName(), line.getValue() == null ? "" : line.getValue());
        }
        return lines.build();
    }

    /**
     * Reads the body to its end, which gives its connection back, or else to the cap, to the deadline or to the point at
     * which the connection breaks; the caller then closes the connection.
     */
    static ResponseExcerpt excerpt(ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return ResponseExcerpt.EMPTY;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean whole = readInto(kept, entity);
        return new ResponseExcerpt(RawPayload.adopt(kept.toByteArray()), !whole);
    }

    private static boolean readInto(ByteArrayOutputStream kept, HttpEntity entity) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream body = entity.getContent();
            while (true) {
                int room = ResponseExcerpt.MOST_BYTES - kept.size();
                int read = body.read(chunk, 0, Math.min(CHUNK, Math.max(room, 1)));
                if (read < 0 || room == 0) {
                    return read < 0;
                }
                kept.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // The status has arrived, and with it the endpoint's verdict: what is missing is only an excerpt.
            return false;
        }
    }
}
