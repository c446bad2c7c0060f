package dev.sallyport.emulation.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.emulation.JdkServers;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The Runtime API of one execution environment, which a runtime client of any language asks for events and tells its
 * answers. Safe for any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final String NEXT = INVOCATION + "next";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNKNOWN_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final String functionArn;
    private final HttpServer server;
    private final BlockingQueue<Pending> offered = new LinkedBlockingQueue<>();
    private final Map<String, Pending> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<@Nullable String> initialized = new CompletableFuture<>();

    /** Begins to serve on a free port of the loopback interface. */
    public RuntimeApi(String functionArn) throws IOException {
        this.functionArn = functionArn;
        server = JdkServers.onLoopback();
        server.createContext(ROOT, this::serve);
        server.start();
    }

    private record Pending(
            String id, String event, Instant deadline, String trace, CompletableFuture<InvocationOutcome> outcome) {}

    /** Returns host and port, as {@code AWS_LAMBDA_RUNTIME_API} holds them. */
    public String address() {
        return JdkServers.endpointOf(server).getAuthority();
    }

    /** Returns what completes when the client first asks for an event: with null, or with why it could not start. */
    public CompletableFuture<@Nullable String> initialized() {
        return initialized;
    }

    /**
     * Offers an event to the client.
     *
     * @param deadline until when the function should be done; it is told, and not stopped
     * @return what completes with the outcome; the caller may complete it first, and the client's answer is then refused
     */
    public CompletableFuture<InvocationOutcome> offer(String event, Instant deadline, String trace) {
        Pending pending = new Pending(UUID.randomUUID().toString(), event, deadline, trace, new CompletableFuture<>());
        offered.add(pending);
        return pending.outcome();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals(NEXT)) {
                next(exchange);
            } else if (path.equals(ROOT + "init/error")) {
                initialized.complete(describe(body).message());
                status(exchange, ACCEPTED, "{\"status\":\"OK\"}");
            } else if (path.startsWith(INVOCATION)) {
                settle(exchange, path.substring(INVOCATION.length()), body);
            } else {
                status(exchange, NOT_FOUND, "{}");
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(null);
        Pending pending;
        try {
            pending = offered.take();
        } catch (InterruptedException e) {
            // The environment is being stopped.
            status(exchange, GONE, "{}");
            return;
        }
        underWay.put(pending.id(), pending);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(pending.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", pending.trace());
        headers.set("Content-Type", "application/json");
        send(exchange, OK, pending.event().getBytes(UTF_8));
    }

    private void settle(HttpExchange exchange, String rest, byte[] body) throws IOException {
        int slash = rest.indexOf('/');
        Pending pending = slash < 0 ? null : underWay.remove(rest.substring(0, slash));
        String what = rest.substring(slash + 1);
        if (pending == null || pending.outcome().isDone()) {
            status(exchange, UNKNOWN_REQUEST, "{\"errorType\":\"InvalidRequestID\"}");
            return;
        }
        boolean returned = what.equals("response");
        status(exchange, ACCEPTED, "{\"status\":\"OK\"}");
        pending.outcome().complete(returned ? new InvocationOutcome.Returned(new String(body, UTF_8)) : describe(body));
    }

    private static InvocationOutcome.Failed describe(byte[] body) {
        try {
            JsonNode error = JSON.readTree(body);
            return new InvocationOutcome.Failed(
                    error.path("errorType").asText("Runtime.Unknown"),
                    error.path("errorMessage").asText(""));
        } catch (IOException e) {
            return new InvocationOutcome.Failed("Runtime.Unknown", "the runtime client told no reason");
        }
    }

    private static void status(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops at once; whoever waits for an event is sent away. */
    @Override
    public void close() {
        JdkServers.stop(server);
    }
}
