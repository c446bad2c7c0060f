package dev.sallyport.infra.queue;

import dev.sallyport.infra.layout.ResourceLayout;
import dev.sallyport.infra.layout.ResourceLayout.QueueLayout;
import dev.sallyport.infra.settings.Foundation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.DeduplicationScope;
import software.amazon.awscdk.services.sqs.FifoThroughputLimit;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queues between the functions: webhooks to be processed, first in, first out within an ordering key; deliveries to
 * be made; and a dead-letter queue for each, which takes letters from its own queue alone.
 *
 * <p>Inputs: the layout. Outputs: the queues. On deletion of the stack: deleted with what waits in them; what they point
 * at stays with table and archive.
 */
public final class WebhookQueues extends Construct {

    private final Foundation foundation;
    private final Map<String, Queue> queues = new HashMap<>();

    /** Makes all queues of a layout. */
    public WebhookQueues(Construct scope, String id, Foundation foundation, ResourceLayout layout) {
        super(scope, id);
        this.foundation = foundation;
        // A dead-letter queue is described before the queue that it serves.
        layout.queues().forEach(queue -> queues.put(queue.name(), make(queue)));
        layout.queues().forEach(this::openToItsQueueAlone);
    }

    private Queue make(QueueLayout layout) {
        Map<String, String> attributes = layout.attributes();
        Queue.Builder builder = Queue.Builder.create(this, layout.name())
                .queueName(name(layout))
                .retentionPeriod(seconds(attributes, "MessageRetentionPeriod"))
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY);
        if (isFifo(layout)) {
            builder.fifo(true).contentBasedDeduplication(Boolean.valueOf(attributes.get("ContentBasedDeduplication")));
        }
        if (attributes.containsKey("VisibilityTimeout")) {
            builder.visibilityTimeout(seconds(attributes, "VisibilityTimeout"));
        }
        // High throughput: order and deduplication are kept within a message group.
        if ("messageGroup".equals(attributes.get("DeduplicationScope"))) {
            builder.deduplicationScope(DeduplicationScope.MESSAGE_GROUP);
        }
        if ("perMessageGroupId".equals(attributes.get("FifoThroughputLimit"))) {
            builder.fifoThroughputLimit(FifoThroughputLimit.PER_MESSAGE_GROUP_ID);
        }
        if (layout.deadLetters() != null) {
            builder.deadLetterQueue(DeadLetterQueue.builder()
                    .queue(queue(layout.deadLetters()))
                    .maxReceiveCount(layout.afterReceives())
                    .build());
        }
        if (foundation.key() == null) {
            builder.encryption(QueueEncryption.SQS_MANAGED);
        } else {
            builder.encryption(QueueEncryption.KMS).encryptionMasterKey(foundation.key());
        }
        return builder.build();
    }

    private void openToItsQueueAlone(QueueLayout source) {
        if (source.deadLetters() == null) {
            return;
        }
        CfnQueue deadLetters = (CfnQueue) queue(source.deadLetters()).getNode().getDefaultChild();
        if (deadLetters == null) {
            throw new IllegalStateException("a queue is made of one resource of CloudFormation");
        }
        // By name, not by reference: the source refers to its dead-letter queue already.
        String sourceArn = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("sqs")
                        .resource(name(source))
                        .build());
        deadLetters.setRedriveAllowPolicy(
                Map.of("redrivePermission", "byQueue", "sourceQueueArns", List.of(sourceArn)));
    }

    private String name(QueueLayout layout) {
        String resourceType = "webhook-" + layout.name();
        return isFifo(layout)
                ? foundation.names().ofFifo(resourceType)
                : foundation.names().of(resourceType);
    }

    private static boolean isFifo(QueueLayout layout) {
        return "true".equals(layout.attributes().get("FifoQueue"));
    }

    private static Duration seconds(Map<String, String> attributes, String name) {
        String seconds = attributes.get(name);
        if (seconds == null) {
            throw new IllegalStateException("a queue is described without " + name);
        }
        return Duration.seconds(Integer.parseInt(seconds));
    }

    private Queue queue(String name) {
        Queue queue = queues.get(name);
        if (queue == null) {
            throw new IllegalStateException("there is no queue '" + name + "', or it is described too late");
        }
        return queue;
    }

    /** Returns the queue of webhooks to be processed. */
    public Queue processing() {
        return queue("processing");
    }

    /** Returns the queue of webhooks that were received too often. */
    public Queue processingDeadLetters() {
        return queue("processing-dead-letters");
    }

    /** Returns the queue of deliveries to be made. */
    public Queue delivery() {
        return queue("delivery");
    }

    /** Returns the queue of deliveries that were received too often. */
    public Queue deliveryDeadLetters() {
        return queue("delivery-dead-letters");
    }
}
