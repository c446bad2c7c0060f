package dev.sallyport.emulation.function;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts functions of the JVM with the runtime interface client that Lambda itself uses.
 *
 * @param java the {@code java} program
 * @param flags further flags of the JVM
 * @param classPath the function's jar and those of the runtime interface client
 */
public record JavaProgram(Path java, List<String> flags, List<Path> classPath) implements FunctionProgram {

    /** The heap, the compiler and the collector that suit a process that lives for a short time beside many others. */
    public static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    public JavaProgram {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
    }

    /**
     * Uses the JVM of this process, and flags for small processes.
     *
     * @param directory for what the processes share; it is to be there as long as they are
     */
    public static JavaProgram small(List<Path> classPath, Path directory) throws IOException {
        return plain(classPath, directory).withFlags(SMALL);
    }

    /**
     * Uses the JVM of this process, without flags that would change how it runs.
     *
     * @param directory for what the processes share; it is to be there as long as they are
     */
    public static JavaProgram plain(List<Path> classPath, Path directory) throws IOException {
        return new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-D" + NativeClient.PROPERTY + '=' + NativeClient.unpack(classPath, directory)),
                classPath);
    }

    /** Returns the same with further flags of the JVM, which win over those before them. */
    public JavaProgram withFlags(List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return new JavaProgram(java, all, classPath);
    }

    @Override
    public List<String> commandLine(FunctionSettings function) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        // The client talks to the Runtime API through a native library.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(CLIENT);
        command.add(function.handler());
        return command;
    }
}
