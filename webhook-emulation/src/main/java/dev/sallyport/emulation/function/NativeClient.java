package dev.sallyport.emulation.function;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks the native part of the runtime interface client for a JVM. The client does so itself, to one path for all:
 * JVMs that start together find each other's half-written library there and die of it.
 */
final class NativeClient {

    /** Names the library to the client. */
    static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private static final String JAR = "aws-lambda-java-runtime-interface-client";
    private static final Path LOADER_OF_MUSL_ON_X86 = Path.of("/lib/ld-musl-x86_64.so.1");
    private static final Path LOADER_OF_MUSL_ON_ARM = Path.of("/lib/ld-musl-aarch64.so.1");

    private NativeClient() {}

    /**
     * Writes the library for this machine.
     *
     * @param classPath holds the jar of the client
     * @param directory where to write it
     * @return where it is
     */
    static Path unpack(List<Path> classPath, Path directory) throws IOException {
        for (Path jar : classPath) {
            if (String.valueOf(jar.getFileName()).startsWith(JAR)) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    return unpack(zip, directory);
                }
            }
        }
        throw new FileNotFoundException("the class path has no " + JAR);
    }

    private static Path unpack(ZipFile zip, Path directory) throws IOException {
        String name = nameFor(
                System.getProperty("os.arch"),
                Files.exists(LOADER_OF_MUSL_ON_X86) || Files.exists(LOADER_OF_MUSL_ON_ARM));
        ZipEntry entry = zip.getEntry("jni/" + name);
        if (entry == null) {
            throw new FileNotFoundException(zip.getName() + " has no " + name);
        }
        Path library = directory.resolve(name);
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, library);
        }
        return library;
    }

    static String nameFor(String architecture, boolean musl) {
        boolean arm = architecture.toLowerCase(Locale.ROOT).matches("aarch64|arm64");
        return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + (arm ? "-aarch_64" : "-x86_64") + ".so";
    }
}
