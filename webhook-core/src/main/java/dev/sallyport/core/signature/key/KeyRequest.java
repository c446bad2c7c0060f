package dev.sallyport.core.signature.key;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the key of one request.
 *
 * @param url an {@code https} address that its scheme's {@link PinnedUrls} admit
 * @param keyId the key's id within the document at that address; null if the document is the key
 * @param access how to ask
 */
public record KeyRequest(String url, @Nullable String keyId, KeyAccess access) {

    /** Asks by a bare GET. */
    public KeyRequest(String url, @Nullable String keyId) {
        this(url, keyId, KeyAccess.OPEN);
    }

    /** Returns the same for all requests that are answered by one document. */
    KeyRequest document() {
        return access.asksByKeyId() ? this : new KeyRequest(url, null, access);
    }
}
