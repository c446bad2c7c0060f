package dev.sallyport.core.signature;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a message and a key become a signature. */
public enum Algorithm {
    HMAC_MD5("hmac-md5", Family.HMAC, "MD5"),
    HMAC_SHA1("hmac-sha1", Family.HMAC, "SHA-1"),
    HMAC_SHA256("hmac-sha256", Family.HMAC, "SHA-256"),
    HMAC_SHA384("hmac-sha384", Family.HMAC, "SHA-384"),
    HMAC_SHA512("hmac-sha512", Family.HMAC, "SHA-512"),
    /** Plain digests, over a message that contains the secret. */
    MD5("md5", Family.DIGEST, "MD5"),
    SHA1("sha1", Family.DIGEST, "SHA-1"),
    SHA256("sha256", Family.DIGEST, "SHA-256"),
    SHA512("sha512", Family.DIGEST, "SHA-512"),
    ED25519("ed25519", Family.ASYMMETRIC, "Ed25519"),
    /** ECDSA on P-256; the signature is a DER sequence. */
    ECDSA_P256_SHA256_DER("ecdsa-p256-sha256-der", Family.ASYMMETRIC, "SHA256withECDSA"),
    ECDSA_P256_SHA1_DER("ecdsa-p256-sha1-der", Family.ASYMMETRIC, "SHA1withECDSA"),
    /** ECDSA on P-256; the signature is the two numbers side by side (IEEE P1363). */
    ECDSA_P256_SHA256_P1363("ecdsa-p256-sha256-p1363", Family.ASYMMETRIC, "SHA256withECDSAinP1363Format"),
    RSA_SHA1("rsa-pkcs1-sha1", Family.ASYMMETRIC, "SHA1withRSA"),
    RSA_SHA256("rsa-pkcs1-sha256", Family.ASYMMETRIC, "SHA256withRSA"),
    RSA_SHA512("rsa-pkcs1-sha512", Family.ASYMMETRIC, "SHA512withRSA"),
    /** The "signature" is the secret itself. */
    TOKEN("token", Family.TOKEN, "");

    /** Algorithms that are computed alike. */
    public enum Family {
        HMAC,
        DIGEST,
        ASYMMETRIC,
        TOKEN
    }

    private final String label;
    private final Family family;
    private final String jcaName;

    Algorithm(String label, Family family, String jcaName) {
        this.label = label;
        this.family = family;
        this.jcaName = jcaName;
    }

    /**
     * Finds an algorithm by the name that definitions use.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Algorithm named(String label) {
        for (Algorithm algorithm : values()) {
            if (algorithm.label.equals(label)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is not one of "
                + Arrays.stream(values()).map(Algorithm::label).collect(Collectors.joining(", ")));
    }

    /** Returns the name that definitions use, such as {@code hmac-sha256}. */
    public String label() {
        return label;
    }

    /** Returns which sort of algorithm it is. */
    public Family family() {
        return family;
    }

    /** Returns the name under which the Java platform knows it, or an HMAC's digest; empty for {@link #TOKEN}. */
    String jcaName() {
        return jcaName;
    }

    /** Returns how many bytes the digest of an HMAC takes in at a time (RFC 2104 section 2, FIPS 180-4 section 1). */
    int blockSize() {
        return switch (this) {
            case HMAC_MD5, HMAC_SHA1, HMAC_SHA256 -> 64;
            case HMAC_SHA384, HMAC_SHA512 -> 128;
            default -> throw new IllegalArgumentException(label + " is not an HMAC");
        };
    }
}
