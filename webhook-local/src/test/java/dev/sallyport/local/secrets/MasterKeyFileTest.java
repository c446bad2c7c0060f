package dev.sallyport.local.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {

    private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

    @TempDir
    Path temporary;

    private DataDirectory directory;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(temporary.resolve("data"));
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private Path file() {
        return directory.path().resolve("master.keys");
    }

    @Test
    void shouldMakeTheFirstKeyOnceAndForItsOwnerOnly() throws IOException {
        MasterKeyFile made = MasterKeyFile.in(directory);
        byte[] content = Files.readAllBytes(file());

        MasterKeyFile read = MasterKeyFile.in(directory);

        assertThat(made.currentVersion()).matches("k1-[0-9a-f]{8}");
        assertThat(read.currentVersion()).isEqualTo(made.currentVersion());
        assertThat(file()).hasBinaryContent(content);
        assertThat(new String(content, US_ASCII)).matches("k1-[0-9a-f]{8} [A-Za-z0-9+/]{43}=\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldSealWithTheLastKeyOfTheFile() {
        directory.replace("master.keys", ("old " + KEY + "\nnew " + KEY + "\n").getBytes(US_ASCII));

        assertThat(MasterKeyFile.in(directory).currentVersion()).isEqualTo("new");
    }

    @Test
    void shouldKeepOlderKeysWhenRotated() throws IOException {
        MasterKeyFile keys = MasterKeyFile.in(directory);
        String first = keys.currentVersion();

        String second = keys.rotate();

        assertThat(second).startsWith("k2-").isEqualTo(keys.currentVersion());
        assertThat(Files.readAllLines(file()).stream().map(line -> line.split(" ")[0]))
                .containsExactly(first, second);
        assertThat(directory.path().resolve("master.keys.new")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileThatOthersMayRead() throws IOException {
        assumeThat(file().getFileSystem().supportedFileAttributeViews()).contains("posix");
        MasterKeyFile.in(directory);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> MasterKeyFile.in(directory))
                .withMessage("the master keys %s are open to other users: 'chmod 600' the file, and rotate the key"
                        .formatted(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1", "k1 ", "k1 QUJD", "k1 ****", " " + KEY, "k1\t" + KEY, "k1 " + KEY + "x"})
    void shouldRefuseALineThatIsNoKeyWithoutShowingIt(String line) {
        directory.replace("master.keys", ("k0 " + KEY + "\n" + line + "\n").getBytes(US_ASCII));

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> MasterKeyFile.in(directory))
                .withMessage(
                        "line 2 of the master keys %s is not a version and a key of 32 bytes in Base64:"
                                + " restore the file from a backup",
                        file());
    }

    @Test
    void shouldRefuseAnEmptyFileInsteadOfMakingAKeyThatOpensNothing() {
        directory.replace("master.keys", new byte[0]);

        assertThatExceptionOfType(DataDirectoryException.class)
                .isThrownBy(() -> MasterKeyFile.in(directory))
                .withMessageContaining("are empty: restore the file from a backup");
    }
}
