package dev.sallyport.core.signature.rehearsal;

import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates like those by which Apple signs, from a root of our own: the product itself never signs as Apple. */
public record AppleChain(
        KeyPair rootKeys, KeyPair middleKeys, KeyPair leafKeys, byte[] root, byte[] middle, byte[] leaf) {

    public static final String LEAF_MARK = "1.2.840.113635.100.6.11.1";
    public static final String MIDDLE_MARK = "1.2.840.113635.100.6.2.1";

    private static final Map<String, AppleChain> MADE = new ConcurrentHashMap<>();

    /** Makes the chain of one owner, the same in every run. */
    public static AppleChain of(String owner) {
        return MADE.computeIfAbsent(owner, AppleChain::make);
    }

    private static AppleChain make(String owner) {
        KeyPair rootKeys = TestKeys.p256(owner + " root");
        KeyPair middleKeys = TestKeys.p256(owner + " middle");
        KeyPair leafKeys = TestKeys.p256(owner + " leaf");
        return new AppleChain(
                rootKeys,
                middleKeys,
                leafKeys,
                TestCertificate.of("root", rootKeys).authority().selfSigned(),
                TestCertificate.of("middle", middleKeys)
                        .authority()
                        .marked(MIDDLE_MARK)
                        .signedBy("root", rootKeys),
                TestCertificate.of("leaf", leafKeys).marked(LEAF_MARK).signedBy("middle", middleKeys));
    }

    /** Encodes a part of a token. */
    public static String segment(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a token's header that names a chain, the signer's certificate first. */
    public static String header(String algorithm, byte[]... chain) {
        List<String> certificates = new ArrayList<>();
        for (byte[] certificate : chain) {
            certificates.add("\"" + Base64.getEncoder().encodeToString(certificate) + "\"");
        }
        return "{\"alg\":\"" + algorithm + "\",\"x5c\":[" + String.join(",", certificates) + "]}";
    }

    /** Signs a token with the leaf's key, whatever its header says. */
    public String token(String header, String payload) {
        String signed = segment(header) + "." + segment(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(leafKeys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a notification as Apple does. */
    public String notification(String payload) {
        return "{\"signedPayload\":\"" + token(header("ES256", leaf, middle, root), payload) + "\"}";
    }
}
