package dev.sallyport.core.signature.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That nothing was found says something only if the fuzzer finds what is there: schemes with planted faults, each within
 * fewer runs than {@link SchemesFuzzTest} makes in ten seconds. Jazzer runs in a process of its own, from a fixed seed.
 */
class FuzzerBitesTest {

    /** A slow machine makes as many runs in ten seconds. */
    private static final int RUNS = 100_000;

    /** Jazzer's exit status when it has found something. */
    private static final int FOUND = 77;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldFindTheFault(PlantedFault fault) throws Exception {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Files.write(corpus.resolve("seed"), fault.requestOfForger());
        assertThatCode(() -> fault.meets(fault.requestOfForger()))
                .as("what the fuzzer starts from is harmless")
                .doesNotThrowAnyException();

        Path said = directory.resolve("said");
        Process jazzer = new ProcessBuilder(command(fault, corpus))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(jazzer.waitFor(5, TimeUnit.MINUTES)).isTrue();

        String output = Files.readString(said, StandardCharsets.ISO_8859_1);
        assertThat(jazzer.exitValue()).as(output).isEqualTo(FOUND);
        assertThat(output).contains(fault == PlantedFault.THROWS ? "ArrayIndexOutOfBoundsException" : "says Verified");
    }

    private List<String> command(PlantedFault fault, Path corpus) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.add("-D" + PlantedFaultTarget.FAULT + "=" + fault);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer"));
        command.add("--target_class=" + PlantedFaultTarget.class.getName());
        command.add("--instrumentation_includes=dev.sallyport.**");
        command.add("--reproducer_path=" + directory);
        command.addAll(List.of("-seed=1", "-runs=" + RUNS, "-verbosity=0", "-artifact_prefix=" + directory + "/"));
        command.add(corpus.toString());
        return command;
    }
}
