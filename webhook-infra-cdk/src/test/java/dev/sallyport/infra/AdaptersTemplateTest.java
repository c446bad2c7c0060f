package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.Resources;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is deployed is what the adapters describe, and what their tests run against. */
@RequiresNode
class AdaptersTemplateTest {

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);
    private final Resources described = Resources.described();

    @Test
    void shouldFindTheirTable() {
        Part table = template.one("AWS::DynamoDB::Table");

        assertThat(key(table, "Properties.KeySchema"))
                .isEqualTo(Map.of(
                        "HASH", described.table().partitionKey(),
                        "RANGE", described.table().sortKey()));
        assertThat(table.text("Properties.TimeToLiveSpecification.AttributeName"))
                .isEqualTo(described.table().timeToLive());
        assertThat(table.parts("Properties.AttributeDefinitions"))
                .allSatisfy(
                        attribute -> assertThat(attribute.text("AttributeType")).isEqualTo("S"));
    }

    @Test
    void shouldFindTheirIndexes() {
        Map<String, List<Object>> deployed = new TreeMap<>();
        for (Part index : template.one("AWS::DynamoDB::Table").parts("Properties.GlobalSecondaryIndexes")) {
            Map<String, String> key = key(index, "KeySchema");
            deployed.put(
                    index.text("IndexName"),
                    List.of(key.get("HASH"), key.get("RANGE"), index.texts("Projection.NonKeyAttributes")));
        }
        Map<String, List<Object>> expected = new TreeMap<>();
        described
                .table()
                .indexes()
                .forEach(index ->
                        expected.put(index.name(), List.of(index.partitionKey(), index.sortKey(), index.projected())));

        assertThat(deployed).isEqualTo(expected);
    }

    @Test
    void shouldFindTheirQueues() {
        for (Resources.Queue queue : described.queues()) {
            boolean fifo = queue.attributes().containsKey("FifoQueue");
            Part deployed = template.one(
                    "AWS::SQS::Queue", "QueueName", "webhook-" + queue.name() + "-test" + (fifo ? ".fifo" : ""));

            queue.attributes()
                    .forEach((name, value) -> assertThat(deployed.text("Properties." + name))
                            .as("%s of %s", name, queue.name())
                            .isEqualTo(value));
        }
        assertThat(template.all("AWS::SQS::Queue")).hasSize(described.queues().size() + 1);
    }

    private static Map<String, String> key(Part part, String path) {
        Map<String, String> key = new TreeMap<>();
        part.parts(path).forEach(element -> key.put(element.text("KeyType"), element.text("AttributeName")));
        return key;
    }
}
