package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.EnumMap;
import java.util.Map;

/** One key with what the algorithms it fits need. */
final class JwsKey {

    private static final Map<JwsAlgorithm, Algorithm> HMACS = new EnumMap<>(Map.of(
            JwsAlgorithm.HS256, Algorithm.HMAC_SHA256,
            JwsAlgorithm.HS384, Algorithm.HMAC_SHA384,
            JwsAlgorithm.HS512, Algorithm.HMAC_SHA512));

    private final DecodedKey key;
    private final Map<JwsAlgorithm, HmacKey> hmacs = new EnumMap<>(JwsAlgorithm.class);

    JwsKey(DecodedKey key, JwsRules rules) {
        this.key = key;
        for (JwsAlgorithm algorithm : rules.algorithms()) {
            Algorithm hmac = HMACS.get(algorithm);
            if (hmac != null && algorithm.fits(key)) {
                hmacs.put(algorithm, HmacKey.of(hmac, key.secret()));
            }
        }
    }

    DecodedKey key() {
        return key;
    }

    boolean matches(JwsAlgorithm algorithm, byte[] signed, byte[] signature) {
        if (!algorithm.fits(key) || !algorithm.hasLength(signature, key)) {
            return false;
        }
        HmacKey hmac = hmacs.get(algorithm);
        if (hmac != null) {
            return MessageDigest.isEqual(mac(hmac, signed), signature);
        }
        return key.asymmetric() instanceof PublicKey publicKey && verify(algorithm, publicKey, signed, signature);
    }

    private static byte[] mac(HmacKey hmac, byte[] signed) {
        HmacComputation code = hmac.begin();
        code.update(signed);
        return code.finish();
    }

    private static boolean verify(JwsAlgorithm algorithm, PublicKey publicKey, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jcaName());
            verifier.initVerify(publicKey);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature that is not even of the right form, which Java reports by exception.
            return false;
        }
    }

    byte[] sign(JwsAlgorithm algorithm, byte[] message) {
        HmacKey hmac = hmacs.get(algorithm);
        if (hmac != null) {
            return mac(hmac, message);
        }
        if (!(key.asymmetric() instanceof PrivateKey privateKey)) {
            throw new IllegalStateException("a public key verifies; to sign, configure the private key");
        }
        try {
            Signature signer = Signature.getInstance(algorithm.jcaName());
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }
}
