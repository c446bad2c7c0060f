package dev.sallyport.emulation.service;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * ElasticMQ in this process, in memory.
 *
 * <p>Unlike the service it deduplicates over the whole queue, whatever {@code DeduplicationScope} says, and moves nothing
 * from a FIFO dead-letter queue on {@code StartMessageMoveTask}.
 */
public final class SqsEmulator implements AutoCloseable {

    private final SQSRestServer server;
    private final URI endpoint;

    private SqsEmulator(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on a free port.
     *
     * @param account twelve digits
     * @param region such as {@code us-east-1}
     */
    public static SqsEmulator start(String account, String region) {
        // Whoever started it decides when it stops, and may have batches under way.
        System.setProperty("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(region)
                .withAWSAccountId(account)
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new SqsEmulator(server, URI.create("http://127.0.0.1:" + port));
    }

    /** Returns where SDK clients reach it. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
