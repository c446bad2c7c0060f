package dev.sallyport.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.http.JdkHttpDoor;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntSupplier;

/** A tenant's receiver on this machine, which keeps what it gets and answers as it is told. */
final class Receiver implements AutoCloseable {

    /** One request as it arrived. */
    record Received(String path, Headers headers, RawPayload body) {

        String header(String name) {
            return headers.first(name);
        }
    }

    static {
        // The JDK's server reads its settings once in a process, and other tests of this one need the door's.
        try {
            MethodHandles.lookup().ensureInitialized(JdkHttpDoor.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;
    private volatile IntSupplier status = () -> 200;
    private volatile boolean hanging;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    void answer(IntSupplier with) {
        status = with;
    }

    /** Keeps every request waiting from now on. */
    void hang() {
        hanging = true;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    Headers.of(exchange.getRequestHeaders()),
                    RawPayload.adopt(body)));
            if (hanging) {
                end.await();
            }
            exchange.sendResponseHeaders(status.getAsInt(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
