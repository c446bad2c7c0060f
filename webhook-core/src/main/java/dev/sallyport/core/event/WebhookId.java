package dev.sallyport.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/**
 * The one name under which a provider's event is recorded, queued, published and archived.
 *
 * <p>It is derived, never drawn: the same provider and provider event id give the same webhook id on every machine and
 * at every retry, which is what makes recording idempotent (guarantee G3).
 *
 * @param value {@code wh_} and 32 of {@code 0-9a-v}: 160 bits of a SHA-256 in lower-case base32hex (RFC 4648 section 7)
 */
public record WebhookId(String value) implements Comparable<WebhookId> {

    private static final String PREFIX = "wh_";
    private static final int LENGTH = 35;
    private static final int DIGEST_BYTES_USED = 20;

    public WebhookId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("webhook id must be 'wh_' and 32 of 0-9a-v");
        }
    }

    /** Tells whether the text has the form of a webhook id. */
    public static boolean isWellFormed(String value) {
        if (value.length() != LENGTH || !value.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'v')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Derives the id of an event that its provider names.
     *
     * @param providerEventId the provider's own id, at least one character
     */
    public static WebhookId ofEvent(ProviderId provider, String providerEventId) {
        if (providerEventId.isEmpty()) {
            throw new IllegalArgumentException("providerEventId must not be empty");
        }
        return derive(provider, "event", providerEventId.getBytes(UTF_8));
    }

    /** Derives the id of an event without a name of its own from its body: equal bytes are one event. */
    public static WebhookId ofBody(ProviderId provider, RawPayload body) {
        return derive(provider, "body", body.sha256().toByteArray());
    }

    private static WebhookId derive(ProviderId provider, String kind, byte[] name) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(provider.value().getBytes(UTF_8));
        // Neither part can hold a zero byte, so no two different triples are hashed alike.
        digest.update((byte) 0);
        digest.update(kind.getBytes(UTF_8));
        digest.update((byte) 0);
        digest.update(name);
        return new WebhookId(PREFIX + Base32Hex.encode(digest.digest(), DIGEST_BYTES_USED));
    }

    @Override
    public int compareTo(WebhookId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
