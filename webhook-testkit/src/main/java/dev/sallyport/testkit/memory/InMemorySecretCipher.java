package dev.sallyport.testkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-GCM under keys made of a fixed seed: the same run seals alike each time, and nothing is safe. Safe for
 * any number of threads.
 */
public final class InMemorySecretCipher implements SecretCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final Random random = new Random(5);
    private int current;

    /** Makes a cipher with one key, {@code v1}. */
    public InMemorySecretCipher() {
        rotate();
    }

    /** Makes a new key the current one; older ones still open. */
    public synchronized void rotate() {
        current++;
        byte[] key = new byte[32];
        random.nextBytes(key);
        keys.put(currentKeyVersion(), new SecretKeySpec(key, "AES"));
    }

    /** Forgets a key, as when access to it is lost. */
    public synchronized void forget(String keyVersion) {
        keys.remove(keyVersion);
    }

    @Override
    public synchronized String currentKeyVersion() {
        return "v" + current;
    }

    @Override
    public synchronized SealedSecret seal(SecretText secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String version = currentKeyVersion();
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, version, nonce, secret.toUtf8(), context);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return SealedSecret.of(version, whole);
    }

    @Override
    public synchronized SecretText open(SealedSecret sealed, String context) {
        byte[] whole = sealed.toByteArray();
        if (whole.length < NONCE_BYTES) {
            throw new PortUnavailableException("cannot open a secret sealed under " + sealed.keyVersion());
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return SecretText.ofUtf8(crypt(Cipher.DECRYPT_MODE, sealed.keyVersion(), nonce, rest, context));
    }

    private byte[] crypt(int mode, String version, byte[] nonce, byte[] input, String context) {
        SecretKeySpec key = keys.get(version);
        if (key == null) {
            throw new PortUnavailableException("the key " + version + " is not at hand");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new PortUnavailableException("cannot open a secret sealed under " + version, e);
        }
    }
}
