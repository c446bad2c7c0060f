package dev.sallyport.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.aws.Resources.DeadLetters;
import dev.sallyport.aws.Resources.Queue;
import dev.sallyport.aws.Resources.Rule;
import dev.sallyport.aws.Resources.Table;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.core.event.PublishedEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private final Resources described = Resources.described();

    @Test
    void shouldDescribeTheTableThatTheAdaptersUse() {
        assertThat(described.table())
                .isEqualTo(new Table(
                        DynamoDbLayout.PARTITION_KEY,
                        DynamoDbLayout.SORT_KEY,
                        DynamoDbLayout.TIME_TO_LIVE,
                        List.of(DynamoDbLayout.ARRIVALS_INDEX, DynamoDbLayout.OPEN_INDEX, DynamoDbLayout.DUE_INDEX)));
    }

    @Test
    void shouldKeepTheOrderOfMessageGroupsAndOnlyOfThese() {
        Queue processing = described.queue("processing");

        assertThat(processing.isFifo()).isTrue();
        assertThat(processing.attributes())
                .containsAllEntriesOf(
                        Map.of("DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId"));
        assertThat(described.queue("delivery").isFifo()).isFalse();
    }

    @Test
    void shouldKeepDeadLettersLongEnoughAndInAQueueOfTheSameKind() {
        for (Queue queue : described.queues()) {
            DeadLetters deadLetters = queue.deadLetters();
            if (deadLetters != null) {
                Queue target = described.queue(deadLetters.queue());
                assertThat(target.isFifo()).isEqualTo(queue.isFifo());
                assertThat(retention(target)).isGreaterThan(retention(queue));
                assertThat(deadLetters.afterReceives()).isPositive();
            }
        }
        assertThat(described.queue("processing").deadLetters())
                .isEqualTo(new DeadLetters("processing-dead-letters", 100));
        assertThat(described.queue("delivery").deadLetters()).isEqualTo(new DeadLetters("delivery-dead-letters", 5));
    }

    private static long retention(Queue queue) {
        return Long.parseLong(Objects.requireNonNull(queue.attributes().get("MessageRetentionPeriod")));
    }

    @Test
    void shouldSendWhatIsPublishedToTheFanOut() {
        assertThat(described.bus().rules())
                .containsExactly(new Rule(
                        "fan-out",
                        "{\"source\":[\"" + PublishedEvent.SOURCE + "\"],\"detail-type\":[\"Webhook Processed\"]}",
                        "FanOutHandler"));
    }

    @Test
    void shouldNameAQueueThatIsNotDescribed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described.queue("nothing"))
                .withMessage("no queue is called 'nothing'");
    }
}
