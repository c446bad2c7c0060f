package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.FunctionProgram;
import dev.sallyport.emulation.function.JavaProgram;
import dev.sallyport.local.emulated.record.CallRecording;
import dev.sallyport.local.engine.EngineFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is deployed as the functions, and what runs them. */
final class FunctionPackage {

    /** Names the directory with the packaged functions, and in it {@value #CLIENT} with the runtime interface client. */
    static final String PROPERTY = "sallyport.functions";

    private static final String JAR = "sallyport-lambda.jar";

    /** What is deployed as the receiver alone: less, since a provider waits for it to start. */
    private static final String RECEIVER_JAR = "sallyport-receiver.jar";

    private static final String RECEIVER = "ReceiverHandler";

    private static final String CLIENT = "runtime";

    private FunctionPackage() {}

    /**
     * Returns how functions are started: from the package, or where no directory is named, as in tests, from this
     * process's own class path.
     *
     * @param scratch for what the functions' processes share
     * @param recording where what they call is recorded, for which they need more classes; null for nowhere
     * @throws EngineFailedException if the package is not there
     */
    static FunctionProgram find(Path scratch, @Nullable CallRecording recording) {
        String directory = System.getProperty(PROPERTY);
        if (directory == null) {
            JavaProgram own = program(ownClassPath(), scratch);
            return recording == null ? own : recording.of(own);
        }
        List<Path> classPath = packaged(Path.of(directory), JAR);
        if (recording != null) {
            // All of them run from what has all classes: the recorder knows more services than the receiver calls.
            classPath.add(CallRecording.recorder());
            return recording.of(program(classPath, scratch));
        }
        JavaProgram others = program(classPath, scratch);
        JavaProgram receiver =
                new JavaProgram(others.java(), others.flags(), packaged(Path.of(directory), RECEIVER_JAR));
        return function -> (function.handler().contains(RECEIVER) ? receiver : others).commandLine(function);
    }

    private static JavaProgram program(List<Path> classPath, Path scratch) {
        try {
            return JavaProgram.small(classPath, scratch);
        } catch (IOException e) {
            throw new EngineFailedException("the runtime interface client cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static List<Path> packaged(Path directory, String name) {
        List<Path> classPath = new ArrayList<>();
        Path jar = directory.resolve(name);
        if (!Files.isRegularFile(jar)) {
            throw new EngineFailedException("there are no packaged functions at " + jar, null);
        }
        classPath.add(jar);
        try (Stream<Path> jars = Files.list(directory.resolve(CLIENT))) {
            jars.sorted().forEach(classPath::add);
        } catch (IOException e) {
            throw new EngineFailedException("there is no runtime interface client in " + directory, e);
        }
        return classPath;
    }

    private static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
