package dev.sallyport.local.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.hosting.secrets.AesGcm;
import dev.sallyport.hosting.secrets.MasterKeys;
import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The master keys of a data directory, in its file {@value #NAME}: one line for each, {@code VERSION BASE64}, the last
 * of which seals. Whoever has the file can open every secret of the directory; whoever loses it can open none, so it
 * belongs into the backup, apart from the store.
 *
 * <p>A version is a number and a random mark, such as {@code k2-9f86d081}: keys of two
 * directories are never of one name. Safe for any number of threads of the one process that has the directory.
 */
public final class MasterKeyFile implements MasterKeys {

    /** The name of the file. */
    public static final String NAME = "master.keys";

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    private static final int MARK_BYTES = 4;

    private final DataDirectory directory;
    private final AesGcm aes = new AesGcm();
    private volatile Keys keys;

    private MasterKeyFile(DataDirectory directory, Map<String, SecretKey> keys) {
        this.directory = directory;
        this.keys = keys.isEmpty() ? withNewKey(keys) : new Keys(keys);
    }

    /**
     * Reads the keys of a directory, and makes the first where there is none yet.
     *
     * @throws DataDirectoryException if the file cannot be read or written, is readable by others, or is not what it
     *     should be
     */
    public static MasterKeyFile in(DataDirectory directory) {
        Path file = directory.path().resolve(NAME);
        try {
            return new MasterKeyFile(directory, Files.exists(file) ? read(file) : Map.of());
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "the master keys " + file + " cannot be read: make the file readable for this user", e);
        }
    }

    private static Map<String, SecretKey> read(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !Collections.disjoint(Files.getPosixFilePermissions(file), OF_OTHERS)) {
            throw new DataDirectoryException(
                    "the master keys " + file + " are open to other users: 'chmod 600' the file, and rotate the key");
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, US_ASCII)) {
            int space = line.indexOf(' ');
            byte[] key = space < 1 ? null : decode(line.substring(space + 1));
            if (key == null || key.length != AesGcm.KEY_BYTES) {
                throw new DataDirectoryException("line " + (keys.size() + 1) + " of the master keys " + file
                        + " is not a version and a key of " + AesGcm.KEY_BYTES
                        + " bytes in Base64: restore the file from a backup");
            }
            keys.put(line.substring(0, space), AesGcm.keyOf(key));
        }
        if (keys.isEmpty()) {
            throw new DataDirectoryException(
                    "the master keys " + file + " are empty: restore the file from a backup; without one, remove it,"
                            + " and give every endpoint a new secret");
        }
        return keys;
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String currentVersion() {
        return keys.current();
    }

    /**
     * Makes a new key the one that seals, durably; older ones still open what they sealed.
     *
     * @return the version of the new key
     * @throws DataDirectoryException if the file cannot be written; the old key goes on sealing
     */
    public synchronized String rotate() {
        keys = withNewKey(keys.byVersion());
        return keys.current();
    }

    private Keys withNewKey(Map<String, SecretKey> older) {
        String mark = HexFormat.of().formatHex(aes.newKey(), 0, MARK_BYTES);
        Map<String, SecretKey> all = new LinkedHashMap<>(older);
        all.put("k" + (older.size() + 1) + "-" + mark, AesGcm.keyOf(aes.newKey()));
        StringBuilder text = new StringBuilder();
        all.forEach((version, one) -> text.append(version)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(one.getEncoded()))
                .append('\n'));
        directory.replace(NAME, text.toString().getBytes(US_ASCII));
        return new Keys(all);
    }

    @Override
    public @Nullable SecretKey find(String version) {
        return keys.byVersion().get(version);
    }

    @Override
    public String whereKept() {
        return NAME + " of this data directory: restore the file from a backup";
    }

    /** In the order of the file. */
    private record Keys(Map<String, SecretKey> byVersion, String current) {

        Keys(Map<String, SecretKey> byVersion) {
            this(
                    Collections.unmodifiableMap(byVersion),
                    byVersion.keySet().stream()
                            .reduce((earlier, later) -> later)
                            .orElseThrow());
        }
    }
}
