package dev.sallyport.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.architecture.law.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type works, as far as it can be tried without a server. */
class ReadmeCommandsIT {

    private static final Pattern COMMAND = Pattern.compile("\\./sallyport((?: [a-z][a-z-]*)+)(?![\\w./:-])");
    private static final String PROGRAM = "dev.sallyport.local.cli.Sallyport";
    private static final int MOST_SECONDS = 60;

    private final Readme readme = Readme.read();

    @TempDir
    private Path directory;

    @Test
    void shouldShowALauncherThatCanBeRun() {
        assertThat(Product.root().resolve("sallyport")).isExecutable();
    }

    @TestFactory
    Stream<DynamicTest> shouldShowCommandsThatExist() {
        List<String> commands = readme.all(COMMAND).stream().map(String::strip).toList();
        assertThat(commands).contains("serve", "config check");
        return commands.stream()
                .map(command ->
                        DynamicTest.dynamicTest(command, () -> shouldPrintItsHelp(List.of(command.split(" ")))));
    }

    private void shouldPrintItsHelp(List<String> command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        Answer answer = run(Map.of(), arguments);

        assertThat(answer.status).as(answer.output).isZero();
        assertThat(answer.output).contains("Usage: sallyport " + String.join(" ", command));
    }

    @Test
    void shouldShowAConfigurationThatIsRight() throws IOException, InterruptedException {
        Files.write(directory.resolve("sallyport.yaml"), readme.block("yaml"));
        Map<String, String> secrets = Map.of(
                "STRIPE_WEBHOOK_SECRET", "whsec_one",
                "ACME_SECRET", "two",
                "ACME_SECRET_BEFORE_ROTATION", "three",
                "TELEGRAM_TOKEN", "four");

        Answer answer = run(secrets, List.of("config", "check", "sallyport.yaml"));

        assertThat(answer.status).as(answer.output).isZero();
        assertThat(answer.output).contains("stripe", "acme", "telegram", "sns");
    }

    private Answer run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAM));
        line.addAll(arguments);
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(arguments + " did not end within " + MOST_SECONDS + " s");
        }
        return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Answer(int status, String output) {}
}
