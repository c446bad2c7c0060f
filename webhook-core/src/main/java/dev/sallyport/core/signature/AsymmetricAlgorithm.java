package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRefusedException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/** Signatures with a key pair. Checking one costs up to thousands of HMACs, so anything cheap is checked before. */
final class AsymmetricAlgorithm extends KeyedAlgorithm {

    /** Rotation needs two; every further one would let a forger buy milliseconds of processor time. */
    private static final int MOST_TRIED = 4;

    private static final byte[] NO_SECRET = new byte[0];

    private final String jcaName;
    private final Key asymmetric;
    private final int shortest;
    private final int longest;

    AsymmetricAlgorithm(Algorithm algorithm, DecodedKey key) {
        super(key);
        Key found = key.asymmetric();
        if (found == null) {
            throw new KeyRefusedException("secret " + key.keyId() + " is not an asymmetric key, which "
                    + algorithm.label() + " needs; set key.decode to asymmetric");
        }
        this.jcaName = algorithm.jcaName();
        this.asymmetric = found;
        switch (algorithm) {
            case ED25519 -> {
                require(found instanceof EdECKey, key, "Ed25519");
                this.shortest = 64;
                this.longest = 64;
            }
            case ECDSA_P256_SHA256_P1363 -> {
                require(isP256(found), key, "ECDSA P-256");
                this.shortest = 64;
                this.longest = 64;
            }
            case ECDSA_P256_SHA256_DER, ECDSA_P256_SHA1_DER -> {
                require(isP256(found), key, "ECDSA P-256");
                this.shortest = 8;
                this.longest = 72;
            }
            default -> {
                require(found instanceof RSAKey, key, "RSA");
                int bits = ((RSAKey) found).getModulus().bitLength();
                this.shortest = (bits + 7) / 8;
                this.longest = shortest;
            }
        }
    }

    private static boolean isP256(Key key) {
        return key instanceof ECKey ec && ec.getParams().getCurve().getField().getFieldSize() == 256;
    }

    private static void require(boolean fits, DecodedKey key, String kind) {
        if (!fits) {
            throw new KeyRefusedException("secret " + key.keyId() + " is not an " + kind + " key");
        }
    }

    @Override
    boolean matches(MessageText.Filled message, SignatureSet set) {
        int tried = 0;
        for (int i = 0; i < set.size(); i++) {
            byte[] signature = set.signature(i);
            boolean worthTrying = key().answersTo(set.keyId(i))
                    && signature.length >= shortest
                    && signature.length <= longest
                    && tried++ < MOST_TRIED;
            if (worthTrying && matches(message, set.timestampText(), signature)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(MessageText.Filled message, @Nullable String timestamp, byte[] candidate) {
        if (!(asymmetric instanceof PublicKey publicKey)) {
            throw new IllegalStateException("a private key signs; to verify, configure the public key");
        }
        try {
            Signature signature = Signature.getInstance(jcaName);
            signature.initVerify(publicKey);
            message.writeTo(MessageSink.into(signature), timestamp, NO_SECRET);
            return signature.verify(candidate);
        } catch (GeneralSecurityException e) {
            // A signature that is not even of the right form, which Java reports by exception.
            return false;
        }
    }

    @Override
    byte[] sign(MessageText.Filled message, @Nullable String timestamp) {
        if (!(asymmetric instanceof PrivateKey privateKey)) {
            throw new IllegalStateException("a public key verifies; to sign, configure the private key");
        }
        try {
            Signature signature = Signature.getInstance(jcaName);
            signature.initSign(privateKey);
            message.writeTo(MessageSink.into(signature), timestamp, NO_SECRET);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }
}
