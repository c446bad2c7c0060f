package dev.sallyport.local.http;

import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A process of its own around a door, because the server's deadlines are fixed for a JVM when it first loads. It prints
 * its port, answers until its input ends, and reports how many requests are under way at {@code /under-way}.
 */
final class PatientDoor {

    private PatientDoor() {}

    public static void main(String[] arguments) throws IOException, PortUnavailableException {
        HttpDoor door = new JdkHttpDoor(DoorLimits.ofBody(100_000), (request, fault) -> {});
        InetSocketAddress address = door.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                request -> Response.text(200, request.body().size() + " bytes"));
        System.out.println(address.getPort());
        while (System.in.read() >= 0) {
            // Waits for the parent to end it, or to end.
        }
        door.stop(Duration.ZERO);
    }
}
