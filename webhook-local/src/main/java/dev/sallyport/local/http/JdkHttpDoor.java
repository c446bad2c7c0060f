package dev.sallyport.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.RequestHandler;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.AnswerHandler.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The door on the JDK's own server, one virtual thread for each request. */
public final class JdkHttpDoor implements HttpDoor {

    static {
        ServerSettings.apply();
    }

    private static final int BACKLOG = 1024;

    /** How long, and for how many bytes, a refused body is still taken off the wire: see {@link #refuse}. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long LINGER_BYTES = 4L << 20;

    private final DoorLimits limits;
    private final FaultListener faults;
    private final BodyBudget budget;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());

    /** One party for the door itself until it stops, one for each request under way. */
    private final Phaser underWay = new Phaser(1);

    private volatile boolean stopping;
    private @Nullable HttpServer server;

    public JdkHttpDoor(DoorLimits limits, FaultListener faults) {
        this.limits = limits;
        this.faults = faults;
        this.budget = new BodyBudget(limits.maxBufferedBytes());
    }

    @Override
    public InetSocketAddress start(InetSocketAddress address, RequestHandler handler) throws PortUnavailableException {
        return startAnswering(address, request -> new Answer.Whole(handler.handle(request)));
    }

    /** Begins to listen, as {@link #start} does, for a handler that may do more than answer. */
    public synchronized InetSocketAddress startAnswering(InetSocketAddress address, AnswerHandler handler)
            throws PortUnavailableException {
        if (server != null || stopping) {
            throw new IllegalStateException("a door is started once");
        }
        HttpServer created;
        try {
            created = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw PortUnavailableException.of(address, e);
        }
        created.setExecutor(threads);
        created.createContext("/", exchange -> serve(exchange, handler));
        created.start();
        server = created;
        return created.getAddress();
    }

    @Override
    public synchronized void stop(Duration atMost) {
        HttpServer running = server;
        if (stopping || running == null) {
            return;
        }
        stopping = true;
        // The server closes its listening socket at the beginning of stop, and then waits on a count that includes
        // requests whose clients have gone; so it is left waiting, until the door's own count says that all is done.
        int seconds = (int) Math.min(Integer.MAX_VALUE, atMost.plusMillis(999).toSeconds());
        Thread.ofVirtual().start(() -> running.stop(seconds));
        awaitRequestsUnderWay(atMost);
        running.stop(0);
        threads.shutdownNow();
    }

    private void awaitRequestsUnderWay(Duration atMost) {
        int phase = underWay.arriveAndDeregister();
        try {
            underWay.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // The bound is kept: what is still under way loses its connection.
        }
    }

    private void serve(HttpExchange exchange, AnswerHandler handler) {
        boolean counted = underWay.register() >= 0;
        try (exchange;
                BodyBudget.Account account = budget.open()) {
            answer(exchange, handler, account);
        } catch (IOException e) {
            // The client has gone, or was too slow to take the answer: there is nobody left to tell.
        } finally {
            if (counted) {
                underWay.arriveAndDeregister();
            }
        }
    }

    private void answer(HttpExchange exchange, AnswerHandler handler, BodyBudget.Account account) throws IOException {
        if (stopping) {
            refuse(exchange, Problem.unavailable("the gateway is stopping", Duration.ofSeconds(1)));
            return;
        }
        if (lacksHost(exchange)) {
            refuse(exchange, Problem.of(400, "missing-host", "a request needs exactly one Host header"));
            return;
        }
        BodyReading reading =
                BodyReading.read(exchange.getRequestBody(), announcedLength(exchange), limits.maxBodyBytes(), account);
        switch (reading) {
            case BodyReading.Whole whole -> send(exchange, handle(toRequest(exchange, whole.body()), handler));
            case BodyReading.TooLarge tooLarge ->
                refuse(
                        exchange,
                        Problem.of(413, "too-large", "the body is larger than " + limits.maxBodyBytes() + " bytes"));
            case BodyReading.NoRoom noRoom ->
                refuse(exchange, Problem.unavailable("too many bodies are being read", Duration.ofSeconds(1)));
            case BodyReading.Broken broken ->
                refuse(exchange, Problem.of(400, "broken-body", "the body ended early or is malformed"));
        }
    }

    private Answer handle(Request request, AnswerHandler handler) {
        try {
            return handler.handle(request);
        } catch (RuntimeException | Error fault) {
            faults.handlerFailed(request, fault);
            return new Answer.Whole(Problem.of(500, "internal", "an error inside the gateway; it was recorded")
                    .toResponse());
        }
    }

    private static boolean lacksHost(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().get("Host");
        int count = hosts == null ? 0 : hosts.size();
        return count > 1 || (count == 0 && !exchange.getProtocol().equalsIgnoreCase("HTTP/1.0"));
    }

    /** The server has refused lengths that are no number, repeated, or beside an encoding. */
    private static long announcedLength(HttpExchange exchange) {
        com.sun.net.httpserver.Headers headers = exchange.getRequestHeaders();
        if (headers.containsKey("Transfer-Encoding")) {
            return -1;
        }
        String length = headers.getFirst("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private static Request toRequest(HttpExchange exchange, RawPayload body) {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                query == null ? path : path + "?" + query,
                Headers.of(exchange.getRequestHeaders()),
                body,
                exchange.getRemoteAddress());
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Whole whole -> send(exchange, whole.response());
            case Answer.Streamed streamed -> {
                addHeaders(exchange, streamed.head(), true);
                // To the server zero means chunks.
                exchange.sendResponseHeaders(streamed.head().status(), 0);
                streamed.body().writeTo(exchange.getResponseBody());
            }
            case Answer.Nothing nothing -> exchange.close();
        }
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        sendHeaders(exchange, response, stopping);
        if (hasBody(exchange, response)) {
            response.body().writeTo(exchange.getResponseBody());
        }
    }

    /**
     * Answers a request whose body was not read, and closes its connection. The client is told first; then what it has
     * already sent is discarded for a moment, because closing a connection with unread bytes resets it, and the client
     * would see the reset in place of the answer.
     */
    private static void refuse(HttpExchange exchange, Problem problem) throws IOException {
        Response response = problem.toResponse();
        sendHeaders(exchange, response, true);
        if (!hasBody(exchange, response)) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        response.body().writeTo(out);
        out.flush();
        Thread discarding = Thread.ofVirtual().start(() -> discard(exchange.getRequestBody()));
        try {
            discarding.join(LINGER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void discard(InputStream in) {
        try {
            in.skipNBytes(LINGER_BYTES);
        } catch (IOException | RuntimeException e) {
            // The body has ended, is malformed, or the door has closed the connection: each is as good.
        }
    }

    private static void sendHeaders(HttpExchange exchange, Response response, boolean close) throws IOException {
        addHeaders(exchange, response, close);
        exchange.sendResponseHeaders(
                response.status(), hasBody(exchange, response) ? response.body().size() : -1);
    }

    private static void addHeaders(HttpExchange exchange, Response response, boolean close) {
        com.sun.net.httpserver.Headers lines = exchange.getResponseHeaders();
        for (int i = 0; i < response.headers().size(); i++) {
            lines.add(response.headers().nameAt(i), response.headers().valueAt(i));
        }
        if (close) {
            lines.set("Connection", "close");
        }
    }

    private static boolean hasBody(HttpExchange exchange, Response response) {
        return response.body().size() > 0
                && response.status() != 204
                && response.status() != 304
                && !exchange.getRequestMethod().equals("HEAD");
    }
}
