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
        List<Path> classPath = directory == null ? ownClassPath() : packaged(Path.of(directory));
        if (recording != null && directory != null) {
            classPath.add(CallRecording.recorder());
        }
        try {
            JavaProgram program = JavaProgram.small(classPath, scratch);
            return recording == null ? program : recording.of(program);
        } catch (IOException e) {
            throw new EngineFailedException("the runtime interface client cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static List<Path> packaged(Path directory) {
        List<Path> classPath = new ArrayList<>();
        Path jar = directory.resolve(JAR);
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
