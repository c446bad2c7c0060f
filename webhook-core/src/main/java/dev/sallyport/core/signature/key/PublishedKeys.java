package dev.sallyport.core.signature.key;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a provider that publishes them: those that are configured, or if there are none, those that a resolver
 * gets. What is configured is trusted as it is; the dates of a configured certificate are its configurer's concern.
 */
public final class PublishedKeys {

    private final List<DecodedKey> configured;
    private final @Nullable KeyResolver resolver;

    private PublishedKeys(List<DecodedKey> configured, @Nullable KeyResolver resolver) {
        this.configured = configured;
        this.resolver = resolver;
    }

    /**
     * Joins the two sources.
     *
     * @throws KeyRefusedException if there is neither a key nor a resolver
     */
    public static PublishedKeys of(List<DecodedKey> configured, @Nullable KeyResolver resolver) {
        if (configured.isEmpty() && resolver == null) {
            throw new KeyRefusedException(
                    "there is no key: the provider publishes it, so a KeyResolver is needed, or the key as a secret");
        }
        return new PublishedKeys(List.copyOf(configured), resolver);
    }

    /** Tells whether keys are configured, so that none is fetched. */
    public boolean areConfigured() {
        return !configured.isEmpty();
    }

    /**
     * Finds the keys that may have signed a request.
     *
     * @param url where the provider keeps them; the caller MUST have found it among the scheme's {@link PinnedUrls}
     * @param keyId the id that the request names, or null if it names none
     * @param receivedAt when the request arrived
     * @return the keys that go by the id and hold; none of others
     */
    public KeyResolution find(String url, @Nullable String keyId, Instant receivedAt) {
        if (areConfigured()) {
            return found(valid(
                    configured.stream().filter(key -> key.answersTo(keyId)).toList(), receivedAt));
        }
        if (resolver == null) {
            throw new IllegalStateException("of() lets this not happen");
        }
        return switch (resolver.resolve(new KeyRequest(url, keyId))) {
            case KeyResolution.Found document -> found(valid(document.answeringTo(keyId), receivedAt));
            case KeyResolution.Absent absent -> absent;
            case KeyResolution.Unavailable unavailable -> unavailable;
        };
    }

    private static List<DecodedKey> valid(List<DecodedKey> keys, Instant receivedAt) {
        return keys.stream().filter(key -> key.isValidAt(receivedAt)).toList();
    }

    private static KeyResolution found(List<DecodedKey> keys) {
        return keys.isEmpty() ? new KeyResolution.Absent() : new KeyResolution.Found(keys);
    }
}
