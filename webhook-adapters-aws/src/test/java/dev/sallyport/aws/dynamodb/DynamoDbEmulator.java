package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.Emulated;
import dev.sallyport.aws.Resources;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this process, started once for all tests; each test makes a table of its own. */
public final class DynamoDbEmulator {

    private static final int ATTEMPTS = 5;
    private static final DynamoDbEmulator ONLY = new DynamoDbEmulator();

    private final int port;
    private final DynamoDbClient client;

    private DynamoDbEmulator() {
        port = startOnAFreePort();
        client = Emulated.client(DynamoDbClient.builder(), port);
    }

    /** It chooses no port itself, so another process may take the free one first. */
    private static int startOnAFreePort() {
        for (int attempt = 1; ; attempt++) {
            try {
                int port = freePort();
                DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                        new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
                server.start();
                return port;
            } catch (Exception e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("DynamoDB Local did not start", e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns a client of the emulator. */
    public static DynamoDbClient client() {
        return ONLY.client;
    }

    /** Returns a client of its own whose calls are seen by interceptors. */
    public static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return Emulated.client(DynamoDbClient.builder(), ONLY.port, interceptors);
    }

    /** Returns where it listens. */
    public static int port() {
        return ONLY.port;
    }

    /** Makes an empty table and returns its name. */
    public static String newTable() {
        String name = "webhooks-" + UUID.randomUUID();
        DynamoDbTableCreation.create(client(), Resources.described().table(), name);
        return name;
    }
}
