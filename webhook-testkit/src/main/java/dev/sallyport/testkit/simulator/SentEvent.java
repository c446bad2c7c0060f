package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.signature.OutboundRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An event of a provider, and what its provider knows of its fate. */
final class SentEvent {

    private static final int NEVER = Integer.MAX_VALUE;

    private final String name;
    private final SimulatedProvider provider;
    private final String entity;
    private final long position;
    private final WebhookId id;
    private final OrderingKey key;
    private final boolean comparable;
    private final boolean sequenced;
    private final List<RawPayload> bodies = new ArrayList<>();
    private final List<OutboundRequest> requests = new ArrayList<>();
    private int firstSentAt = NEVER;
    private int acceptedAt = NEVER;

    SentEvent(String name, SimulatedProvider provider, String entity, long position, Scenario scenario) {
        this.name = name;
        this.provider = provider;
        this.entity = entity;
        this.position = position;
        this.id = provider.webhookId(name, provider.body(name, entity, position, 0));
        this.key = provider.orderingKey(scenario.ordering(), id, entity);
        this.sequenced = provider == SimulatedProvider.NUMBERED && scenario.sequence() != null;
        this.comparable = sequenced
                || (scenario.lateEvents() == LateEvents.MARK_STALE
                        && (provider == SimulatedProvider.STRIPE || provider == SimulatedProvider.NUMBERED));
    }

    /** Makes the request in which the event is sent at an instant. */
    OutboundRequest request(Instant at, int copy) {
        RawPayload body = provider.body(name, entity, position, copy);
        if (!bodies.contains(body)) {
            bodies.add(body);
        }
        OutboundRequest request = provider.signed(name, body, at);
        requests.add(request);
        return request;
    }

    void sent(int step) {
        firstSentAt = Math.min(firstSentAt, step);
    }

    void accepted(int step) {
        acceptedAt = Math.min(acceptedAt, step);
    }

    boolean isAccepted() {
        return acceptedAt != NEVER;
    }

    /** Tells whether this event was accepted before the other was sent at all. */
    boolean isAcceptedBefore(SentEvent other) {
        return acceptedAt < other.firstSentAt;
    }

    /** Returns every body that was genuinely sent. */
    List<RawPayload> bodies() {
        return bodies;
    }

    /** Returns every genuine request so far. */
    List<OutboundRequest> requests() {
        return requests;
    }

    SimulatedProvider provider() {
        return provider;
    }

    WebhookId id() {
        return id;
    }

    OrderingKey key() {
        return key;
    }

    /** Tells whether the provider says that this event is newer than another of its key, and is listened to. */
    boolean isNewerThan(SentEvent other) {
        return comparable
                && key.equals(other.key)
                && provider == other.provider
                && (other.position < position || (other.position == position && other.name.compareTo(name) < 0));
    }

    /** Tells whether the event is taken in the order of its number and not in that of its arrival. */
    boolean isSequenced() {
        return sequenced;
    }

    /** Returns the provider's number, version or time of the event. */
    long position() {
        return position;
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
