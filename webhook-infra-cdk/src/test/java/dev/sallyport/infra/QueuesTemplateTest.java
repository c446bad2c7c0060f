package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresNode
class QueuesTemplateTest {

    private static final int DAY = 86_400;

    private final TemplateView template = Synthesis.of(Variant.DEFAULTS);
    private final Part processing = queue("webhook-processing-test.fifo");
    private final Part processingDeadLetters = queue("webhook-processing-dead-letters-test.fifo");
    private final Part delivery = queue("webhook-delivery-test");
    private final Part deliveryDeadLetters = queue("webhook-delivery-dead-letters-test");

    @Test
    void shouldKeepWebhooksInOrderWithinAKeyAtHighThroughput() {
        assertThat(processing.value("Properties.FifoQueue")).isEqualTo(true);
        assertThat(processing.value("Properties.ContentBasedDeduplication")).isEqualTo(true);
        assertThat(processing.text("Properties.DeduplicationScope")).isEqualTo("messageGroup");
        assertThat(processing.text("Properties.FifoThroughputLimit")).isEqualTo("perMessageGroupId");
        assertThat(processingDeadLetters.value("Properties.FifoQueue")).isEqualTo(true);
    }

    @Test
    void shouldKeepMessagesForDaysAndDeadLettersForLonger() {
        assertThat(processing.number("Properties.MessageRetentionPeriod")).isGreaterThanOrEqualTo(4 * DAY);
        assertThat(delivery.number("Properties.MessageRetentionPeriod")).isGreaterThanOrEqualTo(4 * DAY);
        assertThat(processingDeadLetters.number("Properties.MessageRetentionPeriod"))
                .isEqualTo(14 * DAY);
        assertThat(deliveryDeadLetters.number("Properties.MessageRetentionPeriod"))
                .isEqualTo(14 * DAY);
    }

    @Test
    void shouldHandOverDeadLettersAndTakeThemFromTheirQueueAlone() {
        assertThat(processing.text("Properties.RedrivePolicy.deadLetterTargetArn"))
                .isEqualTo("${" + processingDeadLetters.id() + ".Arn}");
        assertThat(delivery.text("Properties.RedrivePolicy.deadLetterTargetArn"))
                .isEqualTo("${" + deliveryDeadLetters.id() + ".Arn}");
        assertThat(delivery.number("Properties.RedrivePolicy.maxReceiveCount")).isEqualTo(5);
        assertThat(processingDeadLetters.text("Properties.RedriveAllowPolicy.redrivePermission"))
                .isEqualTo("byQueue");
        assertThat(processingDeadLetters.texts("Properties.RedriveAllowPolicy.sourceQueueArns"))
                .singleElement()
                .satisfies(arn -> assertThat(arn).endsWith(":webhook-processing-test.fifo"));
        assertThat(deliveryDeadLetters.texts("Properties.RedriveAllowPolicy.sourceQueueArns"))
                .singleElement()
                .satisfies(arn -> assertThat(arn).endsWith(":webhook-delivery-test"));
    }

    @ParameterizedTest
    @CsvSource({
        "processor, webhook-processing-test.fifo",
        "dead-letter, webhook-processing-dead-letters-test.fifo",
        "delivery, webhook-delivery-test"
    })
    void shouldBeTakenFromInBatchesOfTenThatMayFailInPart(String function, String queue) {
        Part mapping = template.one(
                "AWS::Lambda::EventSourceMapping",
                "EventSourceArn",
                "${" + queue(queue).id() + ".Arn}");
        Part alias = template.one(
                "AWS::Lambda::Alias", "FunctionName", "${" + function(function).id() + "}");

        assertThat(mapping.texts("Properties.FunctionResponseTypes")).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.number("Properties.BatchSize")).isEqualTo(10);
        assertThat(mapping.text("Properties.FunctionName"))
                .as("the published version, which has a snapshot")
                .isEqualTo("${" + alias.id() + "}");
        assertThat(mapping.find("Properties.MaximumBatchingWindowInSeconds")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "processor, webhook-processing-test.fifo",
        "dead-letter, webhook-processing-dead-letters-test.fifo",
        "delivery, webhook-delivery-test"
    })
    void shouldHideMessagesSixTimesAsLongAsTheirFunctionMayTake(String function, String queue) {
        assertThat(queue(queue).number("Properties.VisibilityTimeout"))
                .isGreaterThanOrEqualTo(6 * function(function).number("Properties.Timeout"));
    }

    @Test
    void shouldBeEncryptedAndRefuseRequestsWithoutTls() {
        List<Part> queues = template.all("AWS::SQS::Queue");

        assertThat(queues)
                .hasSize(5)
                .allSatisfy(queue -> assertThat(queue.value("Properties.SqsManagedSseEnabled"))
                        .isEqualTo(true))
                .allSatisfy(queue -> assertThat(queue.text("DeletionPolicy")).isEqualTo("Delete"));
        for (Part queue : queues) {
            Part policy = template.one(
                    "AWS::SQS::QueuePolicy",
                    part -> part.texts("Properties.Queues").contains("${" + queue.id() + "}"));
            assertThat(policy.parts("Properties.PolicyDocument.Statement")).anySatisfy(statement -> {
                assertThat(statement.text("Effect")).isEqualTo("Deny");
                assertThat(statement.part("Condition.Bool").values()).containsEntry("aws:SecureTransport", "false");
            });
        }
    }

    private Part queue(String name) {
        return template.one("AWS::SQS::Queue", "QueueName", name);
    }

    private Part function(String slug) {
        return template.one("AWS::Lambda::Function", "FunctionName", "webhook-" + slug + "-test");
    }
}
