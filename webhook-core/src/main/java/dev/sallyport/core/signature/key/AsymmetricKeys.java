package dev.sallyport.core.signature.key;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.codec.Encoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads asymmetric keys in the forms in which providers hand them out, told apart by their looks.
 *
 * @param entries one key, or all keys of a key set
 */
record AsymmetricKeys(List<Entry> entries) {

    private static final int ED25519_BYTES = 32;

    /** What stands before the raw key in an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_PUBLIC = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0};

    /** What stands before the seed in an Ed25519 PKCS#8 private key (RFC 8410 section 7). */
    private static final byte[] ED25519_PRIVATE = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
    };

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private static final String[] FAMILIES = {"RSA", "EC", "Ed25519"};

    /** Standard Webhooks writes the signing half of a key as {@code whsk_} and the verifying half as {@code whpk_}. */
    private static final String PRIVATE_PREFIX = "whsk_";

    private static final String PUBLIC_PREFIX = "whpk_";

    /** A key, under the id that a key set gives it, or with the certificates it came in. */
    record Entry(@Nullable String keyId, Key key, @Nullable CertificateChain chain) {}

    /** Tells whether the text could be nothing but an asymmetric key. */
    static boolean isRecognizable(byte[] material) {
        String text = KeyRules.text(material).strip();
        return text.startsWith("-----BEGIN ") || (text.startsWith("{") && text.contains("\"kty\""));
    }

    static AsymmetricKeys parse(byte[] material) {
        String text = KeyRules.text(material).strip();
        if (text.startsWith("{")) {
            return keySet(text);
        }
        if (text.startsWith(CERTIFICATE)) {
            CertificateChain chain = certificates(text);
            return new AsymmetricKeys(List.of(new Entry(null, chain.publicKey(), chain)));
        }
        Key key = text.startsWith("-----BEGIN ") ? pem(text) : bare(text);
        return new AsymmetricKeys(List.of(new Entry(null, key, null)));
    }

    private static AsymmetricKeys keySet(String text) {
        Map<String, Object> document =
                JsonDocument.readObject(RawPayload.copyOf(text.getBytes(StandardCharsets.UTF_8)));
        if (document == null) {
            throw new KeyRefusedException("looks like a JSON Web Key Set, but is not well-formed JSON");
        }
        List<?> members = document.get("keys") instanceof List<?> keys ? keys : List.of(document);
        List<Entry> entries = new ArrayList<>();
        for (Object member : members) {
            if (member instanceof Map<?, ?> jwk) {
                entries.add(new Entry(jwk.get("kid") instanceof String kid ? kid : null, JsonWebKey.read(jwk), null));
            }
        }
        if (entries.isEmpty()) {
            throw new KeyRefusedException("is a JSON Web Key Set without keys");
        }
        return new AsymmetricKeys(List.copyOf(entries));
    }

    private static Key pem(String text) {
        int labelEnd = text.indexOf("-----", 11);
        String label = labelEnd < 0 ? "" : text.substring(11, labelEnd);
        byte[] der = pemBody(text, 0);
        return switch (label) {
            case "PUBLIC KEY" -> publicKey(der);
            case "PRIVATE KEY" -> privateKey(der);
            default ->
                throw new KeyRefusedException(
                        "is PEM of another kind; expected PUBLIC KEY, CERTIFICATE or, to sign, PRIVATE KEY");
        };
    }

    /** Reads the block that begins at an index. */
    private static byte[] pemBody(String text, int from) {
        int labelEnd = text.indexOf("-----", from + 11);
        int bodyEnd = text.indexOf("-----END ", from);
        if (labelEnd < 0 || bodyEnd < labelEnd) {
            throw new KeyRefusedException("begins like PEM, but lacks its END line");
        }
        byte[] der = Encoding.BASE64.decode(withoutBlanks(text.substring(labelEnd + 5, bodyEnd)));
        if (der == null) {
            throw new KeyRefusedException("is PEM whose body is not Base64");
        }
        return der;
    }

    private static CertificateChain certificates(String text) {
        List<byte[]> encoded = new ArrayList<>();
        for (int at = 0; at >= 0; at = text.indexOf(CERTIFICATE, at + 1)) {
            encoded.add(pemBody(text, at));
        }
        CertificateChain chain = CertificateChain.read(encoded);
        if (chain == null) {
            throw new KeyRefusedException("is PEM whose certificate cannot be read");
        }
        return chain;
    }

    private static String withoutBlanks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static Key bare(String text) {
        boolean secret = text.startsWith(PRIVATE_PREFIX);
        String rest = secret || text.startsWith(PUBLIC_PREFIX) ? text.substring(PUBLIC_PREFIX.length()) : text;
        byte[] bytes = rest.length() == 2 * ED25519_BYTES ? Encoding.HEX.decode(rest) : null;
        if (bytes == null) {
            bytes = Encoding.BASE64.decode(withoutBlanks(rest));
        }
        if (bytes == null) {
            throw new KeyRefusedException(
                    "must be PEM, a JSON Web Key Set, DER in Base64, or a raw Ed25519 key in hex or Base64");
        }
        if (secret) {
            return privateKey(ed25519Seed(bytes));
        }
        return publicKey(bytes.length == ED25519_BYTES ? joined(ED25519_PUBLIC, bytes, ED25519_BYTES) : bytes);
    }

    private static byte[] ed25519Seed(byte[] bytes) {
        if (bytes.length != ED25519_BYTES && bytes.length != 2 * ED25519_BYTES) {
            throw new KeyRefusedException("must hold 32 bytes (the seed) or 64 (seed and public key) after whsk_");
        }
        return joined(ED25519_PRIVATE, bytes, ED25519_BYTES);
    }

    private static byte[] joined(byte[] head, byte[] rest, int length) {
        byte[] whole = Arrays.copyOf(head, head.length + length);
        System.arraycopy(rest, 0, whole, head.length, length);
        return whole;
    }

    private static Key publicKey(byte[] der) {
        for (String family : FAMILIES) {
            Key key = tryFamily(family, new X509EncodedKeySpec(der), true);
            if (key != null) {
                return key;
            }
        }
        throw new KeyRefusedException("is not an RSA, EC or Ed25519 public key");
    }

    private static Key privateKey(byte[] der) {
        for (String family : FAMILIES) {
            Key key = tryFamily(family, new PKCS8EncodedKeySpec(der), false);
            if (key != null) {
                return key;
            }
        }
        throw new KeyRefusedException("is not an RSA, EC or Ed25519 private key in PKCS#8");
    }

    private static @Nullable Key tryFamily(String family, KeySpec spec, boolean isPublic) {
        try {
            KeyFactory factory = KeyFactory.getInstance(family);
            return isPublic ? factory.generatePublic(spec) : factory.generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
