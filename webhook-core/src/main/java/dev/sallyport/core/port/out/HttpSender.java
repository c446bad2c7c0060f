package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import java.time.Duration;
import java.util.List;

/**
 * Posts requests to endpoints.
 *
 * <p>A sender resolves nothing, follows nothing and trusts nothing: it connects to one of the addresses given and to no
 * other, while SNI, the certificate's name and {@code Host} are those of the URL; it does not follow redirects, does not
 * use proxies or cookies of its own, and never lets a name's connection serve another name. It asks for no compression
 * and does not decompress.
 */
public interface HttpSender {

    /**
     * Posts a request and reads the answer to its end, or to the cap of an excerpt, whichever comes first. Blocks until
     * then; never throws for anything that an endpoint does.
     */
    SendOutcome send(SendRequest request);

    /**
     * A request to post.
     *
     * @param target what to post to
     * @param addresses the addresses that were judged, at least one, to be tried in this order until one connects
     * @param headers all header lines but {@code Host}, {@code Content-Length} and those of the connection, which are
     *     the sender's
     * @param body the exact bytes
     * @param deadline how long all of it may take: connecting, handshake, sending, and receiving to the end; more than
     *     zero
     */
    record SendRequest(
            TargetUrl target, List<IpAddress> addresses, Headers headers, RawPayload body, Duration deadline) {

        public SendRequest {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("addresses must hold at least one");
            }
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("deadline must be more than zero");
            }
        }
    }

    /** What came of a request. */
    sealed interface SendOutcome {

        /** Returns how long it took. */
        Duration duration();

        /**
         * The endpoint answered. Where the body went on beyond the cap, did not end before the deadline, or broke off, the
         * answer counts all the same if its status arrived in time: the excerpt is then marked as truncated.
         *
         * @param status the status of the final response, 200 or more; informational responses are skipped
         * @param headers the response's header lines
         * @param excerpt the beginning of the body
         */
        record Response(int status, Headers headers, ResponseExcerpt excerpt, Duration duration)
                implements SendOutcome {}

        /** There was no answer. */
        record Failed(DeliveryError error, Duration duration) implements SendOutcome {}
    }
}
