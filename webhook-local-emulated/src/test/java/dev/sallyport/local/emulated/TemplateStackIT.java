package dev.sallyport.local.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.local.emulated.front.ApiRoute;
import dev.sallyport.local.emulated.front.ApiRoute.Access;
import dev.sallyport.local.emulated.template.Template;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateStackIT {

    private static final Listener NOBODY = new Listener() {
        @Override
        public void progress(String what) {}

        @Override
        public void logged(String function, String line) {}

        @Override
        public void failed(String part, String reason) {}
    };

    private final BusTargets targets = new BusTargets(NOBODY);
    private final EmbeddedServices services;
    private final Clients clients;
    private final TemplateStack stack;

    TemplateStackIT() throws Exception {
        services = EmbeddedServices.start(targets, targets, Clock.systemUTC());
        clients = new Clients(services);
        Path template = Path.of(Objects.requireNonNull(Template.class.getResource("small.template.json"), "template")
                .toURI());
        stack = TemplateStack.make(clients, Template.read(template), "generated");
        stack.connect(true);
    }

    @AfterAll
    void stop() {
        clients.close();
        targets.close();
        services.close();
    }

    @Test
    void shouldMakeTheTableWithItsIndexes() {
        TableDescription table = clients.dynamoDb()
                .describeTable(request -> request.tableName("webhook-records-test"))
                .table();

        assertThat(table.keySchema()).extracting(key -> key.attributeName()).containsExactly("pk");
        assertThat(table.globalSecondaryIndexes())
                .singleElement()
                .satisfies(index ->
                        assertThat(index.projection().nonKeyAttributes()).containsExactly("arrival"));
        assertThat(clients.dynamoDb()
                        .describeTimeToLive(request -> request.tableName("webhook-records-test"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
    }

    @Test
    void shouldMakeQueuesWithTheirDeadLetters() {
        String url = stack.names().queueUrls().get("webhook-processing-test.fifo");
        Map<QueueAttributeName, String> attributes = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("webhook-dead-test.fifo")
                .contains("3");
    }

    @Test
    void shouldKnowTheQueueOfWebhooksFromThoseOfDeadLetters() {
        Stack.Names names = stack.names();

        assertThat(names.webhooks()).endsWith("/webhook-processing-test.fifo");
        assertThat(names.queueUrls().keySet())
                .containsExactly("webhook-processing-test.fifo", "webhook-delivery-test", "webhook-dead-test.fifo");
        assertThat(names.masterKey()).isEqualTo("webhook-master-key-test");
        assertThat(new LookingAround(services, names).lines())
                .anyMatch(line -> line.endsWith("--queue-url " + names.webhooks()))
                .contains("export SALLYPORT_QUEUE_URL=" + names.webhooks());
    }

    @Test
    void shouldMakeBucketBusRuleAndSecrets() {
        assertThat(clients.s3().listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .containsExactly("webhook-archive-000000000000-us-east-1");
        assertThat(clients.eventBridge()
                        .listRules(request -> request.eventBusName("webhook-events-test"))
                        .rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.eventPattern())
                        .isEqualTo("{\"source\":[\"webhook.processor\"],\"detail\":{\"attempt\":[1]}}"));
        assertThat(clients.secrets()
                        .getSecretValue(request -> request.secretId("webhook-master-key-test"))
                        .secretString())
                .isEqualTo("generated");
        assertThatThrownBy(() -> clients.secrets().getSecretValue(request -> request.secretId("hooks/acme")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void shouldReadFunctionsOfJavaWithTheirVariables() {
        assertThat(stack.functions()).containsOnlyKeys("Receiver");
        FunctionSettings receiver = Objects.requireNonNull(stack.functions().get("Receiver"));

        assertThat(receiver.name()).isEqualTo("webhook-receiver-test");
        assertThat(receiver.memory()).isEqualTo(512);
        assertThat(receiver.timeout()).hasSeconds(30);
        assertThat(receiver.environment())
                .containsEntry("SALLYPORT_TABLE", "webhook-records-test")
                .containsEntry("SALLYPORT_BUCKET", "webhook-archive-000000000000-us-east-1")
                .containsEntry(
                        "SALLYPORT_QUEUE_URL",
                        Objects.requireNonNull(stack.names().queueUrls().get("webhook-processing-test.fifo")));
    }

    @Test
    void shouldReadWhatFeedsAndLeadsToFunctions() {
        assertThat(stack.feeds())
                .containsExactly(new Stack.Feed(
                        "Receiver",
                        Objects.requireNonNull(stack.names().queueUrls().get("webhook-processing-test.fifo")),
                        5,
                        true));
        assertThat(stack.routes())
                .containsExactly(
                        new ApiRoute("POST", "/webhooks/{provider}", "Receiver", Access.OPEN),
                        new ApiRoute("ANY", "/{proxy+}", "Receiver", Access.OPERATORS));
    }

    @Test
    void shouldRefuseWhatIsNoTemplate(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("no.json");
        Files.writeString(file, "{}");

        assertThatThrownBy(() -> Template.read(file))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("is no CloudFormation template");
        assertThatThrownBy(() -> Template.read(directory.resolve("missing.json")))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("cdk synth");
    }
}
