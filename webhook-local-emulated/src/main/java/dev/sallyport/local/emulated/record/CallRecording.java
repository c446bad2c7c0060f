package dev.sallyport.local.emulated.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.emulation.function.FunctionProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory with a file of calls for each function. Safe for any number of threads. */
public final class CallRecording {

    static final String SUFFIX = ".ndjson";

    private final Path directory;

    private CallRecording(Path directory) {
        this.directory = directory;
    }

    /** Records into a directory, which is made if it is not there; what is recorded there already stays. */
    public static CallRecording in(Path directory) throws IOException {
        return new CallRecording(Files.createDirectories(directory).toAbsolutePath());
    }

    /** Returns a program that runs functions as another does, recorded. */
    public FunctionProgram of(FunctionProgram program) {
        return function -> {
            List<String> command = new ArrayList<>(program.commandLine(function));
            // The function keeps the environment that it has in the cloud.
            command.add(1, "-D" + CallRecorder.FILE + '=' + directory.resolve(function.name() + SUFFIX));
            return command;
        };
    }

    /** Returns what a function's process needs on its class path to be recorded. */
    public static Path recorder() {
        try {
            return Path.of(CallRecorder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes lie in a file or a directory", e);
        }
    }

    /** Forgets what was recorded so far; to be used while nobody calls. */
    public void clear() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Returns how many calls of a function are recorded so far. */
    public long count(String function) throws IOException {
        Path file = directory.resolve(function + SUFFIX);
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.count();
        }
    }

    /** Returns all calls recorded so far, of each function in their order. */
    public List<RecordedCall> calls() {
        List<RecordedCall> calls = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file, UTF_8).forEach(line -> calls.add(RecordedCall.read(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recorded calls cannot be read", e);
        }
        return calls;
    }
}
