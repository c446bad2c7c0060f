package dev.sallyport.hosting.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals by envelope: each secret under a data key of its own, the data key under the master key, both with AES-256-GCM
 * and both bound to key version and context. Safe for any number of threads.
 *
 * <p>Sealed bytes are: the form (1), the length of the sealed data key as two bytes, the sealed data key, the sealed
 * secret. A key management service takes the place of the master key by sealing the data key.
 */
public final class EnvelopeSecretCipher implements SecretCipher {

    private static final byte FORM = 1;

    private final MasterKeys masterKeys;
    private final AesGcm aes = new AesGcm();

    /** Makes a cipher that seals under the current key, whichever that is at the time. */
    public EnvelopeSecretCipher(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    @Override
    public String currentKeyVersion() {
        return masterKeys.currentVersion();
    }

    @Override
    public SealedSecret seal(SecretText secret, String context) {
        String version = masterKeys.currentVersion();
        byte[] bound = authenticated(version, context);
        byte[] dataKey = aes.newKey();
        byte[] sealedKey = aes.seal(masterKey(version), dataKey, bound);
        byte[] sealedText = aes.seal(AesGcm.keyOf(dataKey), secret.toUtf8(), bound);
        byte[] whole = ByteBuffer.allocate(1 + Short.BYTES + sealedKey.length + sealedText.length)
                .put(FORM)
                .putShort((short) sealedKey.length)
                .put(sealedKey)
                .put(sealedText)
                .array();
        return SealedSecret.of(version, whole);
    }

    @Override
    public SecretText open(SealedSecret sealed, String context) {
        String version = sealed.keyVersion();
        byte[] bound = authenticated(version, context);
        SecretKey masterKey = masterKey(version);
        try {
            ByteBuffer parts = ByteBuffer.wrap(sealed.toByteArray());
            if (parts.remaining() < 1 + Short.BYTES || parts.get() != FORM) {
                throw unopened(version, null);
            }
            byte[] dataKey = aes.open(masterKey, take(parts, parts.getShort() & 0xffff, version), bound);
            return SecretText.ofUtf8(aes.open(AesGcm.keyOf(dataKey), take(parts, parts.remaining(), version), bound));
        } catch (GeneralSecurityException e) {
            throw unopened(version, e);
        }
    }

    private SecretKey masterKey(String version) {
        SecretKey key = masterKeys.find(version);
        if (key == null) {
            throw new PortUnavailableException("there is no master key " + version + " in " + masterKeys.whereKept());
        }
        return key;
    }

    private static byte[] take(ByteBuffer parts, int length, String version) {
        if (length > parts.remaining()) {
            throw unopened(version, null);
        }
        byte[] part = new byte[length];
        parts.get(part);
        return part;
    }

    /** Lengths stand before texts, so that no two pairs read alike. */
    private static byte[] authenticated(String version, String context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : new String[] {version, context}) {
                byte[] utf8 = part.getBytes(UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written to", e);
        }
        return bytes.toByteArray();
    }

    private static PortUnavailableException unopened(String version, @Nullable Throwable cause) {
        return new PortUnavailableException(
                "a secret sealed under master key " + version + " does not open: it was changed, or is another's",
                cause);
    }
}
