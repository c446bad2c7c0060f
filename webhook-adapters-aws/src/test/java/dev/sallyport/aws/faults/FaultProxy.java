package dev.sallyport.aws.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between the SDK and an emulator, and gives each request the fate that a plan draws for it. */
final class FaultProxy implements AutoCloseable {

    /** Those that belong to one connection, which the client sets by itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private static final byte[] FAILED =
            "{\"__type\":\"InternalServerError\",\"message\":\"the test lets it fail\"}".getBytes(UTF_8);
    private static final byte[] THROTTLED =
            "{\"__type\":\"ThrottlingException\",\"message\":\"the test throttles it\"}".getBytes(UTF_8);

    private final FaultPlan plan;
    private final URI target;
    private final Duration silence;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Begins to listen.
     *
     * @param silence for longer than which nobody waits
     */
    FaultProxy(FaultPlan plan, int targetPort, Duration silence) throws IOException {
        this.plan = plan;
        this.silence = silence;
        target = URI.create("http://127.0.0.1:" + targetPort);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** An exchange that is closed before it was answered breaks the connection. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (plan.next()) {
                case ANSWERED -> pass(exchange, forward(exchange, body));
                case RESET_BEFORE -> {}
                case RESET_AFTER -> forward(exchange, body);
                case FAILED_BEFORE -> refuse(exchange, 500, FAILED);
                case FAILED_AFTER -> {
                    forward(exchange, body);
                    refuse(exchange, 500, FAILED);
                }
                case THROTTLED -> refuse(exchange, isS3(exchange) ? 503 : 400, THROTTLED);
                case SILENT -> {
                    forward(exchange, body);
                    closed.await(silence.toNanos(), TimeUnit.NANOSECONDS);
                }
                case DUPLICATED -> {
                    forward(exchange, body);
                    pass(exchange, forward(exchange, body));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every other service names its operation in a header. */
    private static boolean isS3(HttpExchange exchange) {
        return !exchange.getRequestHeaders().containsKey("X-Amz-Target");
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (isHead || !OF_THE_CONNECTION.contains(name)) {
                headers.put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void refuse(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
