package dev.sallyport.aws.sqs;

import dev.sallyport.aws.Emulated;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this process, started once for all tests; each test makes a queue of its own. */
public final class SqsEmulator {

    private static final Duration MARGIN = Duration.ofMillis(300);

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

    /** Returns a client of the emulator. */
    public static SqsClient client() {
        return CLIENT;
    }

    /** Returns a client of its own whose calls are seen by interceptors. */
    public static SqsClient client(ExecutionInterceptor... interceptors) {
        return Emulated.client(SqsClient.builder(), PORT, interceptors);
    }

    /** Makes an empty standard queue and returns its URL. */
    public static String newStandardQueue() {
        return CLIENT.createQueue(request -> request.queueName("deliveries-" + UUID.randomUUID()))
                .queueUrl();
    }

    /** Waits, and a little longer: the emulator has no clock to move. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.plus(MARGIN).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Returns where it listens. */
    public static int port() {
        return PORT;
    }

    /** Makes an empty FIFO queue and returns its URL. */
    public static String newQueue() {
        return CLIENT.createQueue(request -> request.queueName("webhooks-" + UUID.randomUUID() + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }
}
