package dev.sallyport.aws.sqs;

import dev.sallyport.aws.Emulated;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this process, started once for all tests; each test makes a queue of its own. */
final class SqsEmulator {

    private static final SqsClient CLIENT = Emulated.client(
            SqsClient.builder(),
            SQSRestServerBuilder.withInterface("127.0.0.1")
                    .withDynamicPort()
                    .withAWSRegion("us-east-1")
                    .withAWSAccountId("000000000000")
                    .start()
                    .waitUntilStarted()
                    .localAddress()
                    .getPort());

    private SqsEmulator() {}

    static SqsClient client() {
        return CLIENT;
    }

    /** Makes an empty FIFO queue and returns its URL. */
    static String newQueue() {
        return CLIENT.createQueue(request -> request.queueName("webhooks-" + UUID.randomUUID() + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }
}
