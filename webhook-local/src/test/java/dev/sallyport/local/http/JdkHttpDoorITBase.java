package dev.sallyport.local.http;

import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.RequestHandler;
import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

abstract class JdkHttpDoorITBase {

    static final int LIMIT = 100_000;

    final ConcurrentLinkedQueue<Request> seen = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    final HttpDoor door = new JdkHttpDoor(new DoorLimits(LIMIT, 10L * LIMIT), (request, fault) -> faults.add(fault));
    volatile RequestHandler handler = request -> Response.text(200, "ok");
    InetSocketAddress address;

    @BeforeEach
    void open() throws PortUnavailableException {
        address = door.start(anyPort(), request -> {
            seen.add(request);
            return handler.handle(request);
        });
    }

    @AfterEach
    void close() {
        door.stop(Duration.ZERO);
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    RawClient connect() throws IOException {
        return new RawClient(address);
    }

    static String post(String path, int length, String... lines) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n"
                + String.join("", List.of(lines)) + "\r\n";
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
