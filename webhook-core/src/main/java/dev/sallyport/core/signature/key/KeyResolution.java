package dev.sallyport.core.signature.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for a key. */
public sealed interface KeyResolution {

    /**
     * The provider publishes these.
     *
     * @param keys all keys of the document; at least one
     */
    record Found(List<DecodedKey> keys) implements KeyResolution {

        public Found {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("keys must hold at least one");
            }
        }

        /** Tells whether one of the keys goes by an id; null fits each. */
        public boolean answersTo(@Nullable String keyId) {
            return keys.stream().anyMatch(key -> key.answersTo(keyId));
        }

        /** Returns the keys that go by an id, in order. */
        public List<DecodedKey> answeringTo(@Nullable String keyId) {
            return keys.stream().filter(key -> key.answersTo(keyId)).toList();
        }
    }

    /** The provider says that it has no such key: what names it is not from this provider. */
    record Absent() implements KeyResolution {}

    /**
     * It is not known whether there is such a key.
     *
     * @param reason why, for operators: names no more than the host, and no credentials
     */
    record Unavailable(String reason) implements KeyResolution {}

    /**
     * Reads a document that was fetched: a certificate with those that vouch for it, a public key, a JSON Web Key (Set),
     * or a JSON object that holds one of these as its {@code key}. Private keys, and keys of a set that are not for
     * signatures or of an unknown kind, are passed over.
     *
     * @return the keys, or {@link Unavailable} if none can be read: a maintenance page is not a provider's word
     */
    static KeyResolution ofDocument(KeyRequest request, byte[] document) {
        List<DecodedKey> keys = KeyDocument.read(request, document);
        return keys.isEmpty() ? new Unavailable("the answer holds no key that can be read") : new Found(keys);
    }
}
