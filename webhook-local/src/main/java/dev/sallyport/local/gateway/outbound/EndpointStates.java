package dev.sallyport.local.gateway.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts endpoints by state; counted once for all that ask at about the same time. Thread-safe. */
final class EndpointStates {

    private static final int PAGE = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final EndpointStore endpoints;
    private final InstantSource clock;
    private Map<State, Integer> counts = Map.of();
    private @Nullable Instant countedAt;

    EndpointStates(EndpointStore endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** What an endpoint can be. */
    enum State {
        CLOSED,
        OPEN,
        PROBING,
        DISABLED
    }

    /** Returns how many endpoints are so; what was counted last if the store cannot be read now. */
    synchronized int count(State state) {
        Instant now = clock.instant();
        if (countedAt == null || Duration.between(countedAt, now).compareTo(FRESH) >= 0) {
            countedAt = now;
            try {
                counts = read();
            } catch (PortException e) {
                return counts.getOrDefault(state, 0);
            }
        }
        return counts.getOrDefault(state, 0);
    }

    private Map<State, Integer> read() {
        Map<State, Integer> counted = new EnumMap<>(State.class);
        EndpointId after = null;
        List<Endpoint> page;
        do {
            page = endpoints.list(after, PAGE);
            for (Endpoint endpoint : page) {
                counted.merge(stateOf(endpoint), 1, Integer::sum);
                after = endpoint.id();
            }
        } while (page.size() == PAGE);
        return counted;
    }

    private static State stateOf(Endpoint endpoint) {
        if (!endpoint.isEnabled()) {
            return State.DISABLED;
        }
        return switch (endpoint.health().breaker()) {
            case Breaker.Closed closed -> State.CLOSED;
            case Breaker.Open open -> State.OPEN;
            case Breaker.Probing probing -> State.PROBING;
        };
    }
}
