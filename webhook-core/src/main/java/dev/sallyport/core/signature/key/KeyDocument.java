package dev.sallyport.core.signature.key;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what providers publish: as lenient about what else a document holds as strict about each key in it. */
final class KeyDocument {

    /** A key set of more keys than this is not read to its end. */
    private static final int MOST_KEYS = 64;

    /** Seconds beyond which an instant could not be computed with; the year is 5138. */
    private static final long LATEST = 100_000_000_000L;

    private KeyDocument() {}

    /** Returns the public keys of a document; empty if there is none that can be read. */
    static List<DecodedKey> read(KeyRequest request, byte[] document) {
        if (document.length > KeyResolver.LONGEST_DOCUMENT) {
            return List.of();
        }
        String text = new String(document, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            return bare(request, text);
        }
        Map<String, Object> object = JsonDocument.readObject(RawPayload.adopt(text.getBytes(StandardCharsets.UTF_8)));
        if (object == null) {
            return List.of();
        }
        if (object.get("keys") instanceof List<?> set) {
            return keySet(request, set);
        }
        Object key = object.getOrDefault("key", object);
        return key instanceof String bare ? bare(request, bare.strip()) : keySet(request, List.of(key));
    }

    private static List<DecodedKey> bare(KeyRequest request, String text) {
        try {
            List<DecodedKey> keys = new ArrayList<>();
            for (AsymmetricKeys.Entry entry :
                    AsymmetricKeys.parse(text.getBytes(StandardCharsets.UTF_8)).entries()) {
                add(keys, request, entry, Instant.MAX);
            }
            return keys;
        } catch (KeyRefusedException e) {
            return List.of();
        }
    }

    private static List<DecodedKey> keySet(KeyRequest request, List<?> members) {
        List<DecodedKey> keys = new ArrayList<>();
        for (Object member : members) {
            if (member instanceof Map<?, ?> jwk && isForSignatures(jwk) && keys.size() < MOST_KEYS) {
                Key key = understood(jwk);
                if (key != null) {
                    String keyId = jwk.get("kid") instanceof String kid ? kid : null;
                    add(keys, request, new AsymmetricKeys.Entry(keyId, key, null), expiry(jwk));
                }
            }
        }
        return keys;
    }

    /** Some providers say when a key was replaced; nothing that arrives from then on is signed with it. */
    private static Instant expiry(Map<?, ?> jwk) {
        return jwk.get("expired_at") instanceof Long seconds && seconds >= 0 && seconds <= LATEST
                ? Instant.ofEpochSecond(seconds)
                : Instant.MAX;
    }

    /** Returns null for a key that is not understood, which is to be ignored (RFC 7517 section 5). */
    private static @Nullable Key understood(Map<?, ?> jwk) {
        try {
            return JsonWebKey.read(jwk);
        } catch (KeyRefusedException e) {
            return null;
        }
    }

    private static boolean isForSignatures(Map<?, ?> jwk) {
        Object use = jwk.get("use");
        return use == null || use.equals("sig");
    }

    private static void add(List<DecodedKey> keys, KeyRequest request, AsymmetricKeys.Entry entry, Instant validUntil) {
        if (entry.key() instanceof PublicKey) {
            keys.add(new DecodedKey(
                    name(request, entry.keyId()),
                    entry.keyId() != null,
                    new byte[0],
                    entry.key(),
                    entry.chain(),
                    Instant.MIN,
                    validUntil));
        }
    }

    private static String name(KeyRequest request, @Nullable String keyId) {
        if (keyId != null) {
            return keyId;
        }
        return request.keyId() == null ? request.url() : request.keyId();
    }
}
