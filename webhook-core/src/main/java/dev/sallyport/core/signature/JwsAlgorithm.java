package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/** The algorithms of JSON Web Signatures that are worth trusting (RFC 7518 section 3, RFC 8037 section 3.1). */
public enum JwsAlgorithm {
    HS256("HmacSHA256", 32),
    HS384("HmacSHA384", 48),
    HS512("HmacSHA512", 64),
    RS256("SHA256withRSA", 0),
    RS384("SHA384withRSA", 0),
    RS512("SHA512withRSA", 0),
    ES256("SHA256withECDSAinP1363Format", 64),
    ES384("SHA384withECDSAinP1363Format", 96),
    ES512("SHA512withECDSAinP1363Format", 132),
    EDDSA("Ed25519", 64);

    private final String jcaName;
    private final int signatureBytes;

    JwsAlgorithm(String jcaName, int signatureBytes) {
        this.jcaName = jcaName;
        this.signatureBytes = signatureBytes;
    }

    /** Returns the name that tokens use. */
    public String label() {
        return this == EDDSA ? "EdDSA" : name();
    }

    String jcaName() {
        return jcaName;
    }

    boolean isHmac() {
        return this == HS256 || this == HS384 || this == HS512;
    }

    /**
     * Tells whether a key is of this algorithm's kind. The token names the algorithm, so the key must have the last
     * word: otherwise a public key could be used as the secret of an HMAC.
     */
    boolean fits(DecodedKey key) {
        Key asymmetric = key.asymmetric();
        return switch (this) {
            case HS256, HS384, HS512 -> asymmetric == null;
            case RS256, RS384, RS512 -> asymmetric instanceof RSAKey;
            case ES256 -> isCurve(asymmetric, 256);
            case ES384 -> isCurve(asymmetric, 384);
            case ES512 -> isCurve(asymmetric, 521);
            case EDDSA -> asymmetric instanceof EdECKey;
        };
    }

    private static boolean isCurve(@Nullable Key key, int bits) {
        return key instanceof ECKey ec && ec.getParams().getCurve().getField().getFieldSize() == bits;
    }

    /** Tells whether a signature has the length of this algorithm's; an RSA signature has that of its key. */
    boolean hasLength(byte[] signature, DecodedKey key) {
        return key.asymmetric() instanceof RSAKey rsa
                ? signature.length == (rsa.getModulus().bitLength() + 7) / 8
                : signature.length == signatureBytes;
    }
}
