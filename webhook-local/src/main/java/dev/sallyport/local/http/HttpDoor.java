package dev.sallyport.local.http;

import dev.sallyport.hosting.web.RequestHandler;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Lets requests in over HTTP/1.1 and answers out: all that the gateway asks of a server, so that another can take its
 * place.
 *
 * <p>Every implementation answers 413 to a body over the limit without taking it in, 400 to a request without a single
 * {@code Host}, 500 without details when the handler throws, and lets no client hold a thread beyond the request
 * deadline, however slowly it sends. Requests reach the handler only when they are complete. Thread-safe.
 */
public interface HttpDoor {

    /**
     * Begins to listen; once only.
     *
     * @param address where to listen; port 0 picks a free one
     * @return where it listens, with the port picked
     * @throws PortUnavailableException if the address cannot be listened on
     */
    InetSocketAddress start(InetSocketAddress address, RequestHandler handler) throws PortUnavailableException;

    /**
     * Stops listening at once, lets requests under way finish, and closes every connection when they have or when the
     * time is over. Requests that arrive on open connections meanwhile are answered 503. Stopping twice, or a door
     * that was never started, does nothing.
     *
     * @param atMost how long to wait for requests under way, zero or more
     */
    void stop(Duration atMost);
}
