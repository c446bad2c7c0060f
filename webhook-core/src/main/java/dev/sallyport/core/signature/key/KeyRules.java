package dev.sallyport.core.signature.key;

import dev.sallyport.core.signature.codec.Encoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a provider's secrets, as it shows them to its customers, become keys.
 *
 * @param stripPrefix removed from the text if it begins with it, such as {@code whsec_}; empty if there is none
 * @param decoding how the rest becomes bytes
 * @param source where the provider publishes its keys, if it does
 */
public record KeyRules(String stripPrefix, Decoding decoding, KeySource source) {

    /** What most providers do: the text of the secret is the key. */
    public static final KeyRules TEXT = new KeyRules("", Decoding.TEXT);

    /** Makes rules for keys that are not fetched, or from where anyone may fetch them. */
    public KeyRules(String stripPrefix, Decoding decoding) {
        this(stripPrefix, decoding, KeySource.OPEN);
    }

    /** How text becomes a key. */
    public enum Decoding {
        /** The UTF-8 bytes of the text, whatever they look like. */
        TEXT,
        /** The UTF-8 bytes of the text in Unicode normalization form KD. */
        NFKD,
        /** The text is hexadecimal. */
        HEX,
        /** The text is Base64. */
        BASE64,
        /** The SHA-1 of the UTF-8 bytes of the text. */
        SHA1_OF_TEXT,
        /** The text is {@code user:password}. */
        USER_PASSWORD,
        /**
         * The text is an asymmetric key in one of the forms providers hand out, told apart by their looks: PEM (key or
         * certificate), a JSON Web Key Set, DER in Base64, or the raw 32 bytes of an Ed25519 key in hex or Base64.
         */
        ASYMMETRIC,
        /** A text that looks like PEM or a JSON Web Key Set is an asymmetric key; any other is a secret as with TEXT. */
        TEXT_OR_ASYMMETRIC,
        /**
         * The provider publishes its keys, and a {@link KeyResolver} gets them. Secrets are not needed; if there are any,
         * they are read as {@link #ASYMMETRIC} and used in place of those that are published.
         */
        FETCHED
    }

    /** Tells whether a provider cannot be configured without a secret. */
    public boolean needsSecrets() {
        return decoding != Decoding.FETCHED;
    }

    /**
     * Makes keys of all secrets, in order.
     *
     * @throws KeyRefusedException if there is no secret though one is needed, or one is empty, blank or not of the expected form
     */
    public List<DecodedKey> decode(List<SigningSecret> secrets) {
        if (secrets.isEmpty() && needsSecrets()) {
            throw new KeyRefusedException("there is no secret; a scheme needs at least one");
        }
        List<DecodedKey> keys = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            keys.addAll(decode(secrets.get(i), i + 1));
        }
        return List.copyOf(keys);
    }

    private List<DecodedKey> decode(SigningSecret secret, int place) {
        String id = secret.keyId();
        String name = id == null ? Integer.toString(place) : id;
        try {
            byte[] material = withoutPrefix(secret.material());
            if (isBlank(material)) {
                throw new KeyRefusedException("is empty or blank");
            }
            if (isAsymmetric(material)) {
                return AsymmetricKeys.parse(material).entries().stream()
                        .map(entry -> new DecodedKey(
                                id != null || entry.keyId() == null ? name : entry.keyId(),
                                id != null || entry.keyId() != null,
                                new byte[0],
                                entry.key(),
                                entry.chain(),
                                secret.validFrom(),
                                secret.validUntil()))
                        .toList();
            }
            byte[] bytes = bytes(material);
            return List.of(
                    new DecodedKey(name, id != null, bytes, null, null, secret.validFrom(), secret.validUntil()));
        } catch (KeyRefusedException e) {
            throw new KeyRefusedException("secret " + name + " " + e.getMessage());
        }
    }

    private boolean isAsymmetric(byte[] material) {
        return switch (decoding) {
            case ASYMMETRIC, FETCHED -> true;
            case TEXT_OR_ASYMMETRIC -> AsymmetricKeys.isRecognizable(material);
            case TEXT, NFKD, HEX, BASE64, SHA1_OF_TEXT, USER_PASSWORD -> false;
        };
    }

    private byte[] withoutPrefix(byte[] material) {
        byte[] prefix = stripPrefix.getBytes(StandardCharsets.UTF_8);
        if (prefix.length == 0 || material.length < prefix.length) {
            return material;
        }
        ByteBuffer head = ByteBuffer.wrap(material, 0, prefix.length);
        return head.equals(ByteBuffer.wrap(prefix))
                ? Arrays.copyOfRange(material, prefix.length, material.length)
                : material;
    }

    private static boolean isBlank(byte[] material) {
        for (byte b : material) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    private byte[] bytes(byte[] material) {
        return switch (decoding) {
            case TEXT, TEXT_OR_ASYMMETRIC -> material.clone();
            case NFKD ->
                Normalizer.normalize(text(material), Normalizer.Form.NFKD).getBytes(StandardCharsets.UTF_8);
            case HEX -> decoded(Encoding.HEX, material, "must be an even number of hexadecimal digits");
            case BASE64 -> decoded(Encoding.BASE64, material, "must be Base64 with padding");
            case SHA1_OF_TEXT -> sha1(material);
            case USER_PASSWORD -> {
                if (text(material).indexOf(':') < 1) {
                    throw new KeyRefusedException("must be user:password");
                }
                yield material.clone();
            }
            case ASYMMETRIC, FETCHED -> throw new IllegalStateException("asymmetric keys are not bytes");
        };
    }

    private static byte[] decoded(Encoding encoding, byte[] material, String remedy) {
        byte[] bytes = encoding.decode(text(material));
        if (bytes == null) {
            throw new KeyRefusedException(remedy);
        }
        return bytes;
    }

    static String text(byte[] material) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(material))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new KeyRefusedException("must be text in UTF-8");
        }
    }

    private static byte[] sha1(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
