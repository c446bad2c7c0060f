package dev.sallyport.emulation.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.emulation.JdkServers;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Serves one service in the AWS JSON 1.1 protocol on a free port of the loopback interface. Safe for any number of
 * threads.
 *
 * <p>Credentials and signatures are not looked at.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public final class JsonServiceServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final int OK = 200;

    private final String prefix;
    private final JsonService service;
    private final FaultSwitch faults;
    private final HttpServer server;

    /**
     * Begins to serve.
     *
     * @param targetPrefix what stands before the operation in {@code X-Amz-Target}, such as {@code AWSEvents}
     */
    public JsonServiceServer(String targetPrefix, JsonService service, FaultSwitch faults) throws IOException {
        this.prefix = targetPrefix + '.';
        this.service = service;
        this.faults = faults;
        server = JdkServers.onLoopback();
        server.createContext("/", this::serve);
        server.start();
    }

    /** Returns where it listens. */
    public URI endpoint() {
        return JdkServers.endpointOf(server);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            try {
                send(exchange, OK, answer(exchange.getRequestHeaders().getFirst("X-Amz-Target"), request));
            } catch (ServiceException e) {
                ObjectNode error = JSON.createObjectNode();
                error.put("__type", e.code());
                error.put("message", e.getMessage());
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.code());
                send(exchange, e.status(), error);
            }
        }
    }

    private JsonNode answer(@Nullable String target, byte[] request) throws ServiceException, IOException {
        ServiceException fault = faults.take();
        if (fault != null) {
            throw fault;
        }
        if (target == null || !target.startsWith(prefix)) {
            throw JsonService.unknown(String.valueOf(target));
        }
        JsonNode read;
        try {
            read = JSON.readTree(request);
        } catch (JsonProcessingException e) {
            throw ServiceException.of("SerializationException", "the request is not JSON");
        }
        if (!read.isObject()) {
            throw ServiceException.of("SerializationException", "the request is not an object");
        }
        return service.run(target.substring(prefix.length()), read);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops at once: requests under way lose their connections. */
    @Override
    public void close() {
        JdkServers.stop(server);
    }
}
