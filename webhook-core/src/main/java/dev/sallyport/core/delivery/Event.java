package dev.sallyport.core.delivery;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Something that happened at a tenant, to be told to its endpoints; it never changes once accepted. */
@Value.Immutable
@ValueStyle
public interface Event {

    EventId id();

    TenantId tenant();

    EventOrigin origin();

    EventType type();

    /** Returns the media type that goes with the body, {@code application/json} unless set. */
    @Value.Default
    default String contentType() {
        return "application/json";
    }

    /** Returns the exact bytes that every endpoint is sent. */
    RawPayload body();

    /** Returns the sender's own id of the event; null if it gave none. */
    @Nullable
    String ownId();

    /** Returns the key of the request that brought the event; null if it had none. Unique within a tenant. */
    @Nullable
    String idempotencyKey();

    /** Returns the key within which endpoints that ask for order get events in the order of acceptance; null for none. */
    @Nullable
    OrderingKey orderingKey();

    /** Returns when the event was accepted, in whole milliseconds. */
    Instant acceptedAt();

    /** Returns the earliest instant of a first attempt: that of acceptance, or a later one that the sender asked for. */
    Instant dueAt();

    /** Returns a digest of all that the sender said, by which a repeated request is told from a conflicting one. */
    Sha256 fingerprint();

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of an event; for one thread. */
    final class Builder extends ImmutableEvent.Builder {}
}
