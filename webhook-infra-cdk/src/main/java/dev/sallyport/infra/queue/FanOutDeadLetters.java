package dev.sallyport.infra.queue;

import dev.sallyport.infra.settings.Acceptance;
import dev.sallyport.infra.settings.Foundation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where published events go that could not be made deliveries of, whole, for 14 days.
 *
 * <p>Output: the queue. On deletion of the stack: deleted with what waits in it.
 */
public final class FanOutDeadLetters extends Construct {

    private static final int RETENTION_DAYS = 14;

    private final Queue queue;

    /** Makes the queue. */
    public FanOutDeadLetters(Construct scope, String id, Foundation foundation) {
        super(scope, id);
        Queue.Builder builder = Queue.Builder.create(this, "Queue")
                .queueName(foundation.names().of("webhook-fan-out-dead-letters"))
                .retentionPeriod(Duration.days(RETENTION_DAYS))
                .enforceSsl(true)
                .removalPolicy(RemovalPolicy.DESTROY);
        if (foundation.key() == null) {
            builder.encryption(QueueEncryption.SQS_MANAGED);
        } else {
            builder.encryption(QueueEncryption.KMS).encryptionMasterKey(foundation.key());
        }
        queue = builder.build();
        Acceptance.of(queue, "SQS3", "This is the dead-letter queue of a rule and of a function's failed invocations.");
    }

    /** Lets a rule of the bus put events here that it cannot deliver. */
    public void letIn(CfnRule rule) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(
                        ServicePrincipal.Builder.create("events.amazonaws.com").build()))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
    }

    /** Returns the queue. */
    public Queue queue() {
        return queue;
    }
}
