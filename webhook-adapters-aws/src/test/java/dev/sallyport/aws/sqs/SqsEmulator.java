package dev.sallyport.aws.sqs;

import dev.sallyport.aws.Emulated;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this process, started once for all tests; each test makes a queue of its own. */
public final class SqsEmulator {

    private static final int PORT = SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion("us-east-1")
            .withAWSAccountId("000000000000")
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();

    private static final SqsClient CLIENT = client(new ExecutionInterceptor[0]);

    private SqsEmulator() {}

    static SqsClient client() {
        return CLIENT;
    }

    /** Returns a client of its own whose calls are seen by interceptors. */
    public static SqsClient client(ExecutionInterceptor... interceptors) {
        return Emulated.client(SqsClient.builder(), PORT, interceptors);
    }

    /** Makes an empty FIFO queue and returns its URL. */
    public static String newQueue() {
        return CLIENT.createQueue(request -> request.queueName("webhooks-" + UUID.randomUUID() + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }
}
