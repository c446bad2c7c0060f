package dev.sallyport.aws.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.format.JsonText;
import dev.sallyport.core.payload.JsonDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Answers {@code GetSecretValue} as Secrets Manager does on the wire. */
final class SecretsStandIn implements AutoCloseable {

    private static final String TYPE = "application/x-amz-json-1.1";

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private String refusal = "";

    SecretsStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void put(String name, String text) {
        answers.put(name, JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeStringField("SecretString", text);
            json.writeEndObject();
        }));
    }

    synchronized void putBytes(String name) {
        answers.put(name, "{\"Name\":\"" + name + "\",\"SecretBinary\":\"AAE=\"}");
    }

    /** A secret that was created and given no value is answered like none. */
    synchronized void declare(String name) {
        answers.remove(name);
    }

    synchronized void refuse(String code) {
        refusal = code;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, Object> request = Objects.requireNonNull(JsonDocument.readObject(
                    RawPayload.adopt(exchange.getRequestBody().readAllBytes())));
            boolean known = "secretsmanager.GetSecretValue"
                    .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String found = answers.get(String.valueOf(request.get("SecretId")));
            if (!known || !refusal.isEmpty()) {
                send(exchange, 400, "{\"__type\":\"" + (known ? refusal : "UnknownOperationException") + "\"}");
            } else if (found == null) {
                send(
                        exchange,
                        400,
                        "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find it\"}");
            } else {
                send(exchange, 200, found);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
