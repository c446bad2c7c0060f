package dev.sallyport.core.signature.key;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the key of one request.
 *
 * @param url an {@code https} address that its scheme's {@link PinnedUrls} admit
 * @param keyId the key's id within the document at that address; null if the document is the key
 */
public record KeyRequest(String url, @Nullable String keyId) {}
