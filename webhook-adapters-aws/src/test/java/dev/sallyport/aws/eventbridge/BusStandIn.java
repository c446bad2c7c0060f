package dev.sallyport.aws.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.format.PublishedEventJson;
import dev.sallyport.core.payload.JsonDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes {@code PutEvents} as EventBridge does on the wire: at most ten entries, of which each may fail by itself in an
 * answer of status 200.
 */
public final class BusStandIn implements AutoCloseable {

    private static final int MOST_ENTRIES = 10;

    private final HttpServer server;
    private final List<PublishedEvent> taken = new ArrayList<>();
    private final Map<WebhookId, String> refused = new HashMap<>();

    /** Begins to listen. */
    public BusStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Returns where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns what was put, in the order of arrival, repetitions included. */
    public synchronized List<PublishedEvent> taken() {
        return List.copyOf(taken);
    }

    synchronized void refuse(WebhookId id, String code) {
        refused.put(id, code);
    }

    synchronized void takeAgain(WebhookId id) {
        refused.remove(id);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, Object> request = JsonDocument.readObject(
                    RawPayload.adopt(exchange.getRequestBody().readAllBytes()));
            List<?> entries = (List<?>) Objects.requireNonNull(request).get("Entries");
            if (entries.size() > MOST_ENTRIES
                    || !"AWSEvents.PutEvents"
                            .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            List<String> results = new ArrayList<>();
            for (Object entry : entries) {
                results.add(put((Map<?, ?>) entry));
            }
            long failed = results.stream()
                    .filter(result -> result.contains("ErrorCode"))
                    .count();
            byte[] body = ("{\"FailedEntryCount\":" + failed + ",\"Entries\":[" + String.join(",", results) + "]}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String put(Map<?, ?> entry) throws IOException {
        PublishedEvent event = PublishedEventJson.read((String) Objects.requireNonNull(entry.get("Detail")));
        String code = refused.get(event.webhookId());
        if (code != null) {
            return "{\"ErrorCode\":\"" + code + "\",\"ErrorMessage\":\"refused by the test\"}";
        }
        if (!PublishedEvent.SOURCE.equals(entry.get("Source"))
                || !event.detailType().equals(entry.get("DetailType"))
                || !"the-bus".equals(entry.get("EventBusName"))) {
            return "{\"ErrorCode\":\"MalformedDetail\",\"ErrorMessage\":\"source, type or bus is not as agreed\"}";
        }
        taken.add(event);
        return "{\"EventId\":\"" + taken.size() + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
