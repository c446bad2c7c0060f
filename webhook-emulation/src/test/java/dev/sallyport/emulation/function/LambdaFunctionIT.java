package dev.sallyport.emulation.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A tiny handler, run by the runtime interface client that Lambda itself uses. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
class LambdaFunctionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:tiny";

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private @Nullable LambdaFunction function;

    @TempDir
    private Path directory;

    private LambdaFunction function(String handler, Duration timeout) throws IOException {
        LambdaFunction made = new LambdaFunction(
                new FunctionSettings("tiny", handler, 256, timeout, 1, Map.of("OWN", "value")),
                JavaProgram.small(runtimeClassPath(), directory),
                ARN,
                (name, line) -> log.add(name + ": " + line),
                Clock.systemUTC());
        function = made;
        return made;
    }

    private LambdaFunction tiny() throws IOException {
        return function(TinyHandler.class.getName() + "::handleRequest", Duration.ofSeconds(30));
    }

    /** Of this JVM's class path, what a function has in the cloud: its own classes and the runtime client. */
    private static List<Path> runtimeClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes")
                        || entry.contains("aws-lambda-java-")
                        || entry.contains("utils-lite"))
                .map(Path::of)
                .toList();
    }

    @AfterEach
    void close() {
        LambdaFunction made = function;
        if (made != null) {
            made.close();
        }
    }

    private static InvocationOutcome invoke(LambdaFunction function, String event) throws InterruptedException {
        return function.invoke(event, "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
    }

    private static JsonNode answer(LambdaFunction function, String event) throws InterruptedException, IOException {
        InvocationOutcome outcome = invoke(function, event);
        assertThat(outcome).isInstanceOf(InvocationOutcome.Returned.class);
        return JSON.readTree(((InvocationOutcome.Returned) outcome).answer());
    }

    @Test
    void shouldRunAHandlerAsLambdaDoesAndKeepItsProcess() throws Exception {
        LambdaFunction tiny = tiny();
        assertThat(tiny.warm()).isNull();

        JsonNode first = answer(tiny, "{\"n\":1}");
        JsonNode second = answer(tiny, "{\"n\":2}");

        assertThat(first.path("event").path("n").asInt()).isEqualTo(1);
        assertThat(first.path("function").asText()).isEqualTo("tiny");
        assertThat(first.path("memory").asInt()).isEqualTo(256);
        assertThat(first.path("remaining").asBoolean()).isTrue();
        assertThat(first.path("trace").asText()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
        assertThat(second.path("pid")).isEqualTo(first.path("pid"));
        assertThat(tiny.processIds()).containsExactly(first.path("pid").asLong());
        assertThat(log.poll(20, TimeUnit.SECONDS)).isEqualTo("tiny: handling {\"n\":1}");
    }

    @Test
    void shouldShowAHandlerItsOwnEnvironmentAndNoOther() throws Exception {
        JsonNode answer = answer(tiny(), "{}");

        assertThat(answer.path("own").asText()).isEqualTo("value");
        assertThat(answer.path("home").asText()).isEqualTo("null");
    }

    @Test
    void shouldTellWhatAHandlerThrew() throws Exception {
        LambdaFunction tiny = tiny();

        assertThat(invoke(tiny, "\"throw\""))
                .isEqualTo(new InvocationOutcome.Failed("java.lang.IllegalStateException", "told to"));
        assertThat(answer(tiny, "1").path("event").asInt()).isEqualTo(1);
    }

    @Test
    void shouldReplaceAProcessThatEnded() throws Exception {
        LambdaFunction tiny = tiny();

        assertThat(invoke(tiny, "\"exit\""))
                .isEqualTo(new InvocationOutcome.Failed(
                        "Runtime.ExitError", "the function's process ended with status 3"));
        assertThat(answer(tiny, "1").path("event").asInt()).isEqualTo(1);
    }

    @Test
    void shouldEndAProcessThatTakesTooLong() throws Exception {
        LambdaFunction impatient = function(TinyHandler.class.getName() + "::handleRequest", Duration.ofSeconds(1));

        assertThat(invoke(impatient, "\"hang\""))
                .isEqualTo(new InvocationOutcome.Failed("Sandbox.Timedout", "Task timed out after 1.0 seconds"));
        assertThat(impatient.processIds()).isEmpty();
    }

    /** The runtime client tells it of the first event, as in the cloud. */
    @Test
    void shouldTellWhyAHandlerCannotStart() throws Exception {
        InvocationOutcome outcome = invoke(function("no.such.Handler::handleRequest", Duration.ofSeconds(30)), "{}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        InvocationOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("no.such.Handler"));
    }

    @Test
    void shouldLeaveNoProcessBehind() throws Exception {
        LambdaFunction tiny = tiny();
        ProcessHandle process =
                ProcessHandle.of(answer(tiny, "{}").path("pid").asLong()).orElseThrow();

        tiny.close();

        assertThat(process.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(invoke(tiny, "{}")).isInstanceOf(InvocationOutcome.Failed.class);
    }
}
