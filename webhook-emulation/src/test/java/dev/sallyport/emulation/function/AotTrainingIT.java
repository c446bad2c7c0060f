package dev.sallyport.emulation.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A tiny handler trained, and then started from what it was trained to. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "earlier JVMs do not write a cache at their end")
class AotTrainingIT {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:tiny";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteACacheThatServesTheSameJars() throws IOException, InterruptedException {
        JavaProgram program = program();
        Path cache = directory.resolve("tiny.aot");

        AotTraining.write(program, tiny(), ARN, List.of("{}"), cache);

        // Without the cache, or with one that does not fit, a JVM told to insist on it ends at once.
        JavaProgram insisting = program.withFlags(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        try (LambdaFunction function =
                new LambdaFunction(tiny(), insisting, ARN, (name, line) -> {}, Clock.systemUTC())) {
            assertThat(function.invoke("{}", null)).isInstanceOf(InvocationOutcome.Returned.class);
        }
    }

    @Test
    void shouldSayWhatAFunctionFailedOn() throws IOException {
        JavaProgram program = program();
        Path cache = directory.resolve("tiny.aot");

        assertThatThrownBy(() -> AotTraining.write(program, tiny(), ARN, List.of("\"throw\""), cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the function fails");
    }

    private static FunctionSettings tiny() {
        return new FunctionSettings(
                "tiny", TinyHandler.class.getName() + "::handleRequest", 256, Duration.ofSeconds(30), 1, Map.of());
    }

    private JavaProgram program() throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(tinyJar()));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("aws-lambda-java-") || entry.contains("utils-lite"))
                .map(Path::of)
                .forEach(classPath::add);
        return JavaProgram.small(classPath, directory);
    }

    /** Caches know jars only. */
    private Path tinyJar() throws IOException {
        Path jar = directory.resolve("tiny.jar");
        String name = TinyHandler.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                InputStream tiny = Objects.requireNonNull(TinyHandler.class.getResourceAsStream("/" + name))) {
            out.putNextEntry(new JarEntry(name));
            tiny.transferTo(out);
        }
        return jar;
    }
}
