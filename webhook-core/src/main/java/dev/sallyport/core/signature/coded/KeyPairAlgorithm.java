package dev.sallyport.core.signature.coded;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/** The signatures with key pairs that the coded schemes need; apart from them, so that none compares texts beside it. */
enum KeyPairAlgorithm {
    RSA_SHA1("SHA1withRSA", 0, 0, 0),
    RSA_SHA256("SHA256withRSA", 0, 0, 0),
    /** The signature is a DER sequence. */
    ECDSA_P256_SHA1("SHA1withECDSA", 256, 8, 72),
    /** As in JSON Web Signatures: the two numbers side by side. */
    ES256("SHA256withECDSAinP1363Format", 256, 64, 64),
    ES512("SHA512withECDSAinP1363Format", 521, 132, 132);

    private final String jcaName;
    private final int curveBits;
    private final int shortest;
    private final int longest;

    KeyPairAlgorithm(String jcaName, int curveBits, int shortest, int longest) {
        this.jcaName = jcaName;
        this.curveBits = curveBits;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Tells whether a signature is the key's; a key or a signature of another kind never is, and costs nothing. */
    boolean verifies(@Nullable Key key, byte[] message, byte[] signature) {
        if (!(key instanceof PublicKey publicKey) || !fits(key, signature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(jcaName);
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature that is not even of the right form, which Java reports by exception.
            return false;
        }
    }

    private boolean fits(Key key, byte[] signature) {
        if (curveBits == 0) {
            return key instanceof RSAKey rsa
                    && signature.length == (rsa.getModulus().bitLength() + 7) / 8;
        }
        return key instanceof ECKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == curveBits
                && signature.length >= shortest
                && signature.length <= longest;
    }

    /**
     * Signs a message.
     *
     * @throws IllegalStateException if the key is not a private key of the right kind
     */
    byte[] sign(@Nullable Key key, byte[] message) {
        if (!(key instanceof PrivateKey privateKey)) {
            throw new IllegalStateException("a public key verifies; to sign, configure the private key");
        }
        try {
            Signature signer = Signature.getInstance(jcaName);
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }
}
