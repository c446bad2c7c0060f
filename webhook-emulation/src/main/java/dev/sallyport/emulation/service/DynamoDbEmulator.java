package dev.sallyport.emulation.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this process, in memory. */
public final class DynamoDbEmulator implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private DynamoDbEmulator(DynamoDBProxyServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on a free port.
     *
     * @throws EmulatorFailedException if it does not start
     */
    public static DynamoDbEmulator start() {
        for (int attempt = 1; ; attempt++) {
            try {
                int port = freePort();
                CommandLineInput input = new CommandLineInput(
                        new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
                input.init();
                // Its own way of making a server from arguments prints them.
                DynamoDBProxyServer server = ServerRunner.createServer(input);
                server.start();
                return new DynamoDbEmulator(server, URI.create("http://127.0.0.1:" + port));
            } catch (Exception e) {
                // It chooses no port itself, so another process may have taken the free one first.
                if (attempt == ATTEMPTS) {
                    throw new EmulatorFailedException("DynamoDB Local does not start", e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns where SDK clients reach it. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            // Declared as widely by the emulator.
            throw new EmulatorFailedException("DynamoDB Local does not stop", e);
        }
    }
}
