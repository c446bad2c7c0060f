package dev.sallyport.lambda.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers every call of every service as if all went well, and remembers which there were. */
final class ServiceStub implements AutoCloseable {

    static final String SECRET = "the-secret";

    private final HttpServer server;
    private final List<String> calls = new ArrayList<>();

    ServiceStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            byte[] request = exchange.getRequestBody().readAllBytes();
            calls.add(target == null ? exchange.getRequestMethod() : target);
            byte[] body = bodyFor(target, request).getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", target == null ? "application/xml" : "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String bodyFor(String target, byte[] request) {
        if (target == null) {
            return "";
        }
        return switch (target) {
            case "secretsmanager.GetSecretValue" -> "{\"SecretString\":\"" + SECRET + "\"}";
            case "AmazonSQS.SendMessage" ->
                "{\"MessageId\":\"m\",\"MD5OfMessageBody\":\"" + md5(messageIn(request)) + "\"}";
            default -> "{}";
        };
    }

    private static String messageIn(byte[] request) {
        Map<String, Object> read = Objects.requireNonNull(JsonDocument.readObject(RawPayload.adopt(request)));
        return String.valueOf(read.get("MessageBody"));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
