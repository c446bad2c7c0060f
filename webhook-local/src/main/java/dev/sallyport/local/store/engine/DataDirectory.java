package dev.sallyport.local.store.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory that belongs to this process alone until it is closed.
 *
 * <p>What is created here is readable by its owner only (modes 700 and 600 where the file system knows them), and the
 * directory itself is synced, so that a file that was just created is still there after a power cut. Safe for any
 * number of threads.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "sallyport.lock";
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

    /**
     * What this process has open. The lock is one of the process: taking it twice would succeed, and closing any second
     * channel of the lock file would give it up.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if it does not exist, and takes it.
     *
     * @throws DataDirectoryException if another process has it, or it cannot be created or written
     */
    public static DataDirectory open(Path requested) {
        Path path = create(requested);
        if (!OPEN.add(path)) {
            throw inUse(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            OPEN.remove(path);
            throw new DataDirectoryException(
                    "data directory " + path + " cannot be written (" + reason(e)
                            + "): make it writable for this user or choose another",
                    e);
        } catch (DataDirectoryException e) {
            OPEN.remove(path);
            throw e;
        }
    }

    private static Path create(Path requested) {
        try {
            Path absolute = requested.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute, attributes(absolute, "rwx------"));
                sync(absolute.resolve(".."));
            }
            return absolute.toRealPath();
        } catch (FileAlreadyExistsException e) {
            throw new DataDirectoryException(
                    "data directory " + requested + " is not a directory: remove that file or choose another", e);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "data directory " + requested + " cannot be created (" + reason(e)
                            + "): make its parent writable for this user or choose another",
                    e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path, owner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)), 0);
            channel.force(true);
            sync(path);
            return channel;
        } catch (IOException | DataDirectoryException e) {
            channel.close();
            throw e;
        }
    }

    private static String owner(FileChannel lockFile) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        lockFile.read(text, 0);
        return US_ASCII.decode(text.flip()).toString().trim();
    }

    private static DataDirectoryException inUse(Path path, String owner) {
        String process =
                owner.chars().allMatch(Character::isDigit) && !owner.isEmpty() ? "process " + owner : "another process";
        return new DataDirectoryException(
                "data directory " + path + " is in use by " + process + ": stop it or choose another directory");
    }

    /** Returns the directory. */
    public Path path() {
        return path;
    }

    /**
     * Returns a file of this directory, which is created empty, for its owner only, if it does not exist.
     *
     * @throws DataDirectoryException if it can be neither found nor created
     */
    public Path file(String name) {
        Path file = path.resolve(name);
        try {
            if (createFile(file)) {
                sync(path);
            }
            return file;
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "file " + file + " cannot be created (" + reason(e) + "): make " + path
                            + " writable for this user or choose another data directory",
                    e);
        }
    }

    /**
     * Gives a file of this directory these bytes, for its owner only: after a crash it has either these or those it had.
     *
     * @throws DataDirectoryException if it cannot be written; it is then as it was
     */
    public void replace(String name, byte[] content) {
        Path unfinished = file(name + ".new");
        try {
            write(unfinished, ByteBuffer.wrap(content));
            Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            sync(path);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "file " + path.resolve(name) + " cannot be written (" + reason(e)
                            + "): make room and make it writable for this user",
                    e);
        }
    }

    /**
     * Returns a directory below this one, which is created with all that leads to it, for its owner only, if it does not
     * exist.
     *
     * @param name relative, with slashes
     * @throws IOException if it cannot be created
     */
    public Path directory(String name) throws IOException {
        Path reached = path;
        for (Path step : Path.of(name)) {
            Path next = reached.resolve(step);
            if (!Files.isDirectory(next)) {
                Files.createDirectory(next, attributes(next, "rwx------"));
                sync(reached);
            }
            reached = next;
        }
        return reached;
    }

    /**
     * Writes a file of a directory below this one, for its owner only; when this returns, a power cut leaves it whole.
     * What was there under that name is replaced.
     *
     * @throws IOException if it cannot be written; a part of it may be there
     */
    public void writeDurably(Path file, ByteBuffer bytes) throws IOException {
        createFile(file);
        write(file, bytes);
        sync(parentOf(file));
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Deletes a file of a directory below this one, if it is there; when this returns, a power cut does not bring it
     * back.
     *
     * @throws IOException if it cannot be deleted
     */
    public void deleteDurably(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(parentOf(file));
        }
    }

    private static Path parentOf(Path file) {
        return file.resolveSibling("");
    }

    private static boolean createFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, "rw-------"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NO_ATTRIBUTES;
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replaceAll("Exception$", "");
        String message = e.getMessage();
        return message == null || message.contains("\n") ? name : name + ": " + message;
    }

    /** Gives the directory up. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest, and nothing was to be written.
        } finally {
            OPEN.remove(path);
        }
    }
}
