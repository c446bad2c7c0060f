package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.emulation.function.AotTraining;
import dev.sallyport.emulation.function.FunctionProgram;
import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.emulation.function.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A function as a custom runtime has it: {@code bootstrap}, {@code lib} with the function's jar, the runtime interface
 * client and its native library, and once it was trained {@value #CACHE}. For one thread.
 */
final class FunctionDirectory {

    /** The first release whose JVM writes a cache at the end of one run. */
    static final int LEAST_JAVA = 25;

    private static final String CACHE = "function.aot";
    private static final String BOOTSTRAP = "bootstrap";
    private static final List<String> RUNTIME = List.of("aws-lambda-java-", "utils-lite-");
    private static final int SECONDS_OF_A_ZIP = 2;

    private final Path directory;
    private final JavaProgram program;

    private FunctionDirectory(Path directory, JavaProgram program) {
        this.directory = directory;
        this.program = program;
    }

    /**
     * Fills a directory, in which there may be an older one.
     *
     * @param jar the function's
     */
    static FunctionDirectory fill(Path directory, Path jar) throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        Path lib = Files.createDirectories(home.resolve("lib"));
        try (Stream<Path> old = Files.list(lib)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        List<Path> classPath = new ArrayList<>();
        // The one order in which a shell lists them, too.
        for (Path each : Stream.concat(Stream.of(jar), runtime())
                .sorted(FunctionDirectory::byName)
                .toList()) {
            classPath.add(copy(each, lib));
        }
        Path bootstrap = home.resolve(BOOTSTRAP);
        try (InputStream text = Objects.requireNonNull(FunctionDirectory.class.getResourceAsStream(BOOTSTRAP))) {
            Files.copy(text, bootstrap, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!bootstrap.toFile().setExecutable(true, false)) {
            throw new FileSystemException(bootstrap.toString(), null, "cannot be made executable");
        }
        return new FunctionDirectory(home, JavaProgram.plain(classPath, lib));
    }

    private static int byName(Path one, Path other) {
        return String.valueOf(one.getFileName()).compareTo(String.valueOf(other.getFileName()));
    }

    /** Returns the jars of the runtime interface client, which this process has on its own class path. */
    private static Stream<Path> runtime() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> RUNTIME.stream().anyMatch(String.valueOf(path.getFileName())::startsWith));
    }

    /** Returns the jar of the class path that a class is from. */
    static Path jarOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** A cache knows jars by size and time, and archives keep times by two seconds. */
    private static Path copy(Path jar, Path lib) throws IOException {
        Path copy = Files.copy(jar, lib.resolve(jar.getFileName()));
        long seconds = Files.getLastModifiedTime(jar).toInstant().getEpochSecond();
        Files.setLastModifiedTime(copy, FileTime.from(Instant.ofEpochSecond(seconds - seconds % SECONDS_OF_A_ZIP)));
        return copy;
    }

    /** Tells whether this JVM can train. */
    static boolean canTrain() {
        return Runtime.version().feature() >= LEAST_JAVA;
    }

    /**
     * Lets the function go through events and writes its cache.
     *
     * @return the cache
     */
    Path train(FunctionSettings function, String arn, List<String> events) throws IOException, InterruptedException {
        Path cache = directory.resolve(CACHE);
        AotTraining.write(program.withFlags(Contestants.FIRST_COMPILER), function, arn, events, cache);
        return cache;
    }

    /** Returns how it is started without its cache. */
    JavaProgram program() {
        return program;
    }

    /** Returns how it is started as it is deployed: by its bootstrap. */
    FunctionProgram bootstrap() {
        return function -> List.of(directory.resolve(BOOTSTRAP).toString());
    }
}
