package dev.sallyport.core.delivery;

import dev.sallyport.core.event.RawPayload;

/**
 * The beginning of a response's body, kept so that a tenant can see what its endpoint said.
 *
 * @param bytes at most {@value #MOST_BYTES} bytes, as received
 * @param truncated whether the body went on, or may have
 */
public record ResponseExcerpt(RawPayload bytes, boolean truncated) {

    /** The most bytes kept of a body: 16 KiB. */
    public static final int MOST_BYTES = 16 * 1024;

    /** The excerpt of a response without a body. */
    public static final ResponseExcerpt EMPTY = new ResponseExcerpt(RawPayload.empty(), false);

    public ResponseExcerpt {
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalArgumentException("an excerpt has at most " + MOST_BYTES + " bytes");
        }
    }
}
