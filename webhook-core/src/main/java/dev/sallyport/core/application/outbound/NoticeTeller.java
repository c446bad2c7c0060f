package dev.sallyport.core.application.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EndpointStore.ReplaceEndpointOutcome;
import dev.sallyport.core.port.out.PortException;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of notices about endpoints. The event's id derives from endpoint, episode and notice, and the notice is
 * crossed out afterwards: dying in between repeats the event under the same id, which is once.
 */
final class NoticeTeller {

    private static final String TYPE_PREFIX = EventTypePattern.OPERATIONAL_PREFIX + "endpoint.";

    private final EndpointStore endpoints;
    private final EventAcceptor acceptor;
    private final OutboundClock clock;

    NoticeTeller(EndpointStore endpoints, EventAcceptor acceptor, OutboundClock clock) {
        this.endpoints = endpoints;
        this.acceptor = acceptor;
        this.clock = clock;
    }

    /**
     * Tells all notices that an endpoint has pending, oldest first, and stops where a part is out of reach.
     *
     * @return how many were told
     */
    int tell(Endpoint endpoint) {
        int told = 0;
        Endpoint current = endpoint;
        try {
            for (PendingNotice notice : endpoint.pendingNotices()) {
                acceptor.accept(eventOf(current, notice));
                Endpoint after = crossOut(current, notice);
                if (after == null) {
                    return told;
                }
                current = after;
                told++;
            }
        } catch (PortException e) {
            // The notices stay with the endpoint, and the sweeper comes by.
            return told;
        }
        return told;
    }

    private @Nullable Endpoint crossOut(Endpoint endpoint, PendingNotice notice) {
        Endpoint current = endpoint;
        while (current.pendingNotices().contains(notice)) {
            Endpoint told = current.told(notice);
            switch (endpoints.replace(told)) {
                case ReplaceEndpointOutcome.Replaced replaced -> current = told;
                case ReplaceEndpointOutcome.Conflict conflict -> {
                    if (conflict.current() == null) {
                        return null;
                    }
                    current = conflict.current();
                }
            }
        }
        return current;
    }

    private Event eventOf(Endpoint endpoint, PendingNotice notice) {
        EventType type = new EventType(TYPE_PREFIX + notice.notice().code());
        RawPayload body = bodyOf(endpoint, notice, type);
        OrderingKey key = new OrderingKey(endpoint.id().value());
        String occasion =
                endpoint.id() + "/" + notice.episode() + "/" + notice.notice().code();
        return Event.builder()
                .id(EventId.ofOperational(endpoint.tenant(), occasion))
                .tenant(endpoint.tenant())
                .origin(EventOrigin.OPERATIONAL)
                .type(type)
                .body(body)
                .orderingKey(key)
                .acceptedAt(clock.now())
                .dueAt(clock.now())
                .fingerprint(EventFingerprint.of(type, "application/json", body, null, key, null))
                .build();
    }

    /** Every value is of characters that JSON takes as they are. */
    private static RawPayload bodyOf(Endpoint endpoint, PendingNotice notice, EventType type) {
        String json = "{\"type\":\"" + type + "\",\"timestamp\":\"" + notice.at() + "\",\"data\":{\"endpoint_id\":\""
                + endpoint.id() + "\",\"notice\":\"" + notice.notice().code() + "\",\"episode\":" + notice.episode()
                + "}}";
        return RawPayload.adopt(json.getBytes(UTF_8));
    }
}
