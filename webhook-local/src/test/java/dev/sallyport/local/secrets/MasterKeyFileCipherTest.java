package dev.sallyport.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.testkit.contract.SecretCipherContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileCipherTest implements SecretCipherContract {

    @TempDir
    Path temporary;

    private DataDirectory directory;
    private MasterKeyFile masterKeys;
    private EnvelopeSecretCipher cipher;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(temporary.resolve("data"));
        readKeys();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private void readKeys() {
        masterKeys = MasterKeyFile.in(directory);
        cipher = new EnvelopeSecretCipher(masterKeys);
    }

    @Override
    public SecretCipher cipher() {
        return cipher;
    }

    @Override
    public void rotate() {
        masterKeys.rotate();
    }

    @Override
    public void lose(String keyVersion) {
        Path file = directory.path().resolve(MasterKeyFile.NAME);
        try {
            List<String> kept = Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith(keyVersion + " "))
                    .toList();
            Files.write(file, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readKeys();
    }

    @Test
    void shouldOpenAfterARestart() {
        SealedSecret sealed = cipher.seal(SECRET, CONTEXT);
        masterKeys.rotate();
        SealedSecret later = cipher.seal(SECRET, CONTEXT);

        readKeys();

        assertThat(cipher.currentKeyVersion()).isEqualTo(later.keyVersion());
        assertThat(cipher.open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(cipher.open(later, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void shouldSayWhichKeyIsMissing() {
        SealedSecret old = cipher.seal(SECRET, CONTEXT);
        rotate();
        lose(old.keyVersion());

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> cipher.open(old, CONTEXT))
                .withMessage(
                        "there is no master key %s in master.keys of this data directory:"
                                + " restore the file from a backup",
                        old.keyVersion());
    }
}
