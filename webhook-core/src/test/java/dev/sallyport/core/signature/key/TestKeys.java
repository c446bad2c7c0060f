package dev.sallyport.core.signature.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs that are the same in every run. */
public final class TestKeys {

    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private TestKeys() {}

    public static KeyPair p256(String name) {
        return MADE.computeIfAbsent("p256 " + name, seed -> make("EC", new ECGenParameterSpec("secp256r1"), seed));
    }

    public static KeyPair p521(String name) {
        return MADE.computeIfAbsent("p521 " + name, seed -> make("EC", new ECGenParameterSpec("secp521r1"), seed));
    }

    public static KeyPair rsa(String name) {
        return MADE.computeIfAbsent(
                "rsa " + name, seed -> make("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), seed));
    }

    public static KeyPair ed25519(String name) {
        return MADE.computeIfAbsent("ed25519 " + name, seed -> make("Ed25519", NamedParameterSpec.ED25519, seed));
    }

    private static KeyPair make(String family, AlgorithmParameterSpec kind, String seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed.getBytes(StandardCharsets.UTF_8));
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            generator.initialize(kind, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String publicPem(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    public static String privatePem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
