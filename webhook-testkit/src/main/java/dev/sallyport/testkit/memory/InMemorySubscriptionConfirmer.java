package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pretends to call URLs: answers 200 unless told otherwise, and remembers what was called. Safe for any number of threads. */
public final class InMemorySubscriptionConfirmer implements SubscriptionConfirmer {

    private final Map<URI, Integer> statuses = new HashMap<>();
    private final List<URI> called = new ArrayList<>();

    @Override
    public synchronized void confirm(ProviderId provider, URI url) {
        called.add(url);
        int status = statuses.getOrDefault(url, 200);
        if (status < 200 || status > 299) {
            throw new PortUnavailableException("the subscription's URL answered " + status);
        }
    }

    /** Answers calls of a URL with a status. */
    public synchronized void answer(URI url, int status) {
        statuses.put(url, status);
    }

    /** Returns what was called so far, in order. */
    public synchronized List<URI> called() {
        return List.copyOf(called);
    }
}
