package dev.sallyport.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.Resources;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsQueueCreationIT {

    private final SqsClient client = SqsEmulator.client();
    private final String prefix = "test-" + UUID.randomUUID() + "-";
    private final Map<String, String> urls =
            SqsQueueCreation.create(client, Resources.described().queues(), prefix);

    @Test
    void shouldMakeEveryQueueThatIsDescribed() {
        assertThat(urls).containsOnlyKeys("processing", "processing-dead-letters", "delivery", "delivery-dead-letters");
        assertThat(urls.get("processing")).endsWith(prefix + "processing.fifo");
        assertThat(urls.get("delivery")).endsWith(prefix + "delivery");
    }

    @Test
    void shouldGiveThemTheirAttributes() {
        assertThat(attributes("processing"))
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180")
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true");
        assertThat(attributes("delivery")).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "540");
    }

    @Test
    void shouldSendDeadLettersWhereTheyBelong() {
        assertThat(attributes("processing").get(QueueAttributeName.REDRIVE_POLICY))
                .contains(attributes("processing-dead-letters").get(QueueAttributeName.QUEUE_ARN))
                .contains("\"maxReceiveCount\":100");
    }

    @Test
    void shouldLeaveQueuesAloneThatExist() {
        assertThat(SqsQueueCreation.create(client, Resources.described().queues(), prefix))
                .isEqualTo(urls);
    }

    private Map<QueueAttributeName, String> attributes(String queue) {
        return client.getQueueAttributes(
                        request -> request.queueUrl(urls.get(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
