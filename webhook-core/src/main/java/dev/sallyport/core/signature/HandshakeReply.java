package dev.sallyport.core.signature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake is answered with.
 *
 * @param status the HTTP status
 * @param headers further header lines, in order; the content's type is not among them
 * @param content the body, or null for none
 */
public record HandshakeReply(
        int status,
        Map<String, HandshakeText> headers,
        @Nullable Content content) {

    /**
     * A body to fill in.
     *
     * @param type how it is sent; values in JSON are escaped as JSON needs it
     * @param text its text
     */
    public record Content(Type type, HandshakeText text) {}

    /** The two types of bodies; neither is one that a browser runs. */
    public enum Type {
        TEXT("text/plain; charset=utf-8"),
        JSON("application/json");

        private final String mediaType;

        Type(String mediaType) {
            this.mediaType = mediaType;
        }

        /** Returns the value of the {@code Content-Type} header. */
        public String mediaType() {
            return mediaType;
        }
    }

    public HandshakeReply {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
