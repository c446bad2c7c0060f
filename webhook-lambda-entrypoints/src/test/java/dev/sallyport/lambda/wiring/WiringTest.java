package dev.sallyport.lambda.wiring;

import static dev.sallyport.testkit.fixture.Webhooks.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.process.DaggerDeadLetterComponent;
import dev.sallyport.lambda.process.DaggerProcessorComponent;
import dev.sallyport.lambda.queue.QueueMessages.QueueMessage;
import dev.sallyport.lambda.queue.WebhookBatches;
import dev.sallyport.lambda.receive.DaggerReceiverComponent;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every component is built from an environment such as a deployment gives it, and from nothing beside it. */
class WiringTest {

    @TempDir
    Path directory;

    private final StringWriter output = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void configure() throws IOException {
        Path config = Files.writeString(directory.resolve("sallyport.json"), """
                {"providers": {"acme": {"scheme": "generic", "secrets": ["env:ACME_SECRET"]}}}""");
        variables.put("SALLYPORT_CONFIG", config.toString());
        variables.put("ACME_SECRET", "hidden-secret");
        variables.put("SALLYPORT_TABLE", "table");
        variables.put("SALLYPORT_BUCKET", "bucket");
        variables.put("SALLYPORT_ENVIRONMENT", "test");
        variables.put("AWS_REGION", "eu-west-1");
        variables.put("AWS_ACCESS_KEY_ID", "key");
        variables.put("AWS_SECRET_ACCESS_KEY", "hidden-key");
        // Nobody listens there: connecting fails at once.
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    }

    private EnvironmentModule environment() {
        return new EnvironmentModule(variables, new PrintWriter(output), new ManualClock());
    }

    private HttpFunction receiver() {
        return DaggerReceiverComponent.builder()
                .environmentModule(environment())
                .build()
                .function();
    }

    private static String answer(HttpFunction function, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.answer(new ByteArrayInputStream(event.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    @Test
    void shouldBuildTheReceiverWithWhatItUsesAlone() throws IOException {
        variables.put("SALLYPORT_QUEUE_URL", "http://127.0.0.1:1/000000000000/webhooks.fifo");
        HttpFunction function = receiver();

        assertThat(answer(function, "{\"httpMethod\":\"GET\",\"path\":\"/health\"}"))
                .as("its store is out of reach")
                .contains("\"statusCode\":503");
        assertThat(answer(function, """
                        {"httpMethod":"POST","path":"/webhook","body":"{}",
                         "headers":{"X-Provider-ID":"acme","X-Webhook-Signature":"00"}}"""))
                .as("the gate needs nothing but the secret")
                .contains("\"statusCode\":401");
        assertThat(output.toString()).contains("\"Refused\":1").doesNotContain("hidden");
    }

    @Test
    void shouldNotAnswerAProviderWhoseSecretItCannotKeep() throws IOException {
        variables.put("SALLYPORT_QUEUE_URL", "http://127.0.0.1:1/000000000000/webhooks.fifo");
        Files.writeString(directory.resolve("sallyport.json"), """
                {"providers": {"asana": {"scheme": "asana", "secrets": ["env:ACME_SECRET"],
                               "config": {"handshake": "accept"}}}}""");

        assertThat(answer(receiver(), """
                        {"httpMethod":"POST","path":"/webhooks/asana","body":"{}",
                         "headers":{"X-Hook-Secret":"b537207f20cbfa02"}}"""))
                .as("it was given no master keys to seal it under")
                .contains("\"statusCode\":503");
        assertThat(output.toString()).doesNotContain("b537207f20cbfa02");
    }

    @Test
    void shouldPrimeTheReceiverThoughNothingAnswers() {
        variables.put("SALLYPORT_QUEUE_URL", "http://127.0.0.1:1/000000000000/webhooks.fifo");

        DaggerReceiverComponent.builder()
                .environmentModule(environment())
                .build()
                .snapshot()
                .beforeCheckpoint(org.crac.Core.getGlobalContext());
    }

    @Test
    void shouldBuildTheProcessorWithoutAnySecret() {
        variables.remove("ACME_SECRET");
        variables.put("SALLYPORT_QUEUE_URL", "http://127.0.0.1:1/000000000000/webhooks.fifo");
        variables.put("SALLYPORT_BUS", "bus");

        WebhookBatches batches = DaggerProcessorComponent.builder()
                .environmentModule(environment())
                .build()
                .batches();

        QueueMessage message =
                new QueueMessage("m", "{\"webhook_id\":\"" + id("a") + "\",\"ordering_key\":\"k\"}", "r", "k", 1, null);
        assertThat(batches.handle(List.of(message), FakeContext.OF_30_SECONDS))
                .as("given back, for the table is out of reach")
                .containsExactly(message);
    }

    @Test
    void shouldBuildTheBurialWithItsOwnQueue() {
        variables.remove("ACME_SECRET");
        variables.put("SALLYPORT_DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:1/000000000000/dead.fifo");

        assertThat(DaggerDeadLetterComponent.builder()
                        .environmentModule(environment())
                        .build()
                        .batches())
                .isNotNull();
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatThrownBy(this::receiver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the environment has no variable SALLYPORT_QUEUE_URL: the function's configuration must"
                        + " set it");
    }

    @Test
    void shouldNameWhatIsWrongInTheConfiguration() throws IOException {
        Path file = Files.writeString(
                directory.resolve("wrong.json"), "{\"providers\":{\"acme\":{\"scheme\":\"gneric\"}}}");
        variables.put("SALLYPORT_CONFIG", file.toString());

        assertThatThrownBy(this::receiver)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the configuration cannot be used: " + file + "#/providers/acme/scheme: ");
    }
}
