package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Hands requests to receivers in memory, by host: 200 where nobody said otherwise. Every address takes connections but
 * those that were said not to. Safe for any number of threads.
 */
public final class InMemoryHttpSender implements HttpSender {

    private final Map<String, Function<SendRequest, SendOutcome>> receivers = new HashMap<>();
    private final Set<IpAddress> unreachable = new HashSet<>();
    private final List<SendRequest> requests = new ArrayList<>();

    /** Returns an answer without a body. */
    public static SendOutcome answer(int status, String... headers) {
        return answer(status, Headers.of(headers), RawPayload.empty());
    }

    /** Returns an answer with a body, of which it keeps as much as an excerpt holds. */
    public static SendOutcome answer(int status, Headers headers, RawPayload body) {
        boolean truncated = body.size() > ResponseExcerpt.MOST_BYTES;
        RawPayload kept =
                truncated ? RawPayload.adopt(Arrays.copyOf(body.toByteArray(), ResponseExcerpt.MOST_BYTES)) : body;
        return new SendOutcome.Response(status, headers, new ResponseExcerpt(kept, truncated), Duration.ZERO);
    }

    /** Returns a failure that took no time. */
    public static SendOutcome failure(DeliveryError error) {
        return new SendOutcome.Failed(error, Duration.ZERO);
    }

    /** Has a host's requests answered by a function from now on; it is called without a lock. */
    public synchronized void on(String host, Function<SendRequest, SendOutcome> receiver) {
        receivers.put(host, receiver);
    }

    /** Has a host's requests answered alike from now on. */
    public void on(String host, SendOutcome outcome) {
        on(host, request -> outcome);
    }

    /** Lets nothing take connections at an address from now on. */
    public synchronized void makeUnreachable(IpAddress address) {
        unreachable.add(address);
    }

    @Override
    public SendOutcome send(SendRequest request) {
        return receiverOf(request).apply(request);
    }

    private synchronized Function<SendRequest, SendOutcome> receiverOf(SendRequest request) {
        if (unreachable.containsAll(request.addresses())) {
            return any -> failure(DeliveryError.CONNECT_FAILED);
        }
        requests.add(request);
        return receivers.getOrDefault(request.target().host(), any -> answer(200));
    }

    /** Returns all requests so far that found someone to take them, oldest first. */
    public synchronized List<SendRequest> requests() {
        return List.copyOf(requests);
    }

    /** Returns the requests to a host so far, oldest first. */
    public synchronized List<SendRequest> requestsTo(String host) {
        return requests.stream()
                .filter(request -> request.target().host().equals(host))
                .toList();
    }
}
