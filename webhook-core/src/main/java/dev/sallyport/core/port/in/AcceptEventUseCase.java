package dev.sallyport.core.port.in;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import java.time.Duration;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Takes an event in for delivery, or says why not. Safe for any number of threads; blocks until the answer is sure. */
public interface AcceptEventUseCase {

    /**
     * Keeps an event with one delivery for each endpoint that subscribes to its type, in one durable write. Never throws
     * for anything that a tenant can send. Repeating a command that names its event, or carries an idempotency key,
     * converges on one event whatever failed before.
     */
    AcceptEventResult accept(AcceptEventCommand command);

    /** An event to accept. */
    @Value.Immutable
    @ValueStyle
    interface AcceptEventCommand {

        /** Returns whose event it is, as authentication found out. */
        TenantId tenant();

        /** Returns what happened, {@link EventType#UNKNOWN} unless set. */
        @Value.Default
        default EventType type() {
            return EventType.UNKNOWN;
        }

        /** Returns the media type of the body, {@code application/json} unless set. */
        @Value.Default
        default String contentType() {
            return "application/json";
        }

        /** Returns the exact bytes to deliver. */
        RawPayload body();

        /** Returns the sender's own id of the event, 1 to 255 visible ASCII characters; null for none. */
        @Nullable
        String ownId();

        /** Returns the key under which the request may be repeated, 1 to 255 visible ASCII characters; null for none. */
        @Nullable
        String idempotencyKey();

        /** Returns the key within which ordered endpoints get events in the order of acceptance; null for none. */
        @Nullable
        OrderingKey orderingKey();

        /** Returns when the first attempt may be made, at most 30 days ahead; null, or the past, for at once. */
        @Nullable
        Instant delayUntil();

        /** Returns the webhook that is forwarded, which then names the event; null where an event is posted. */
        @Nullable
        WebhookId forwardedFrom();

        static Builder builder() {
            return new Builder();
        }

        /** Collects the fields of a command; for one thread. */
        final class Builder extends ImmutableAcceptEventCommand.Builder {}
    }

    /** What became of an event. */
    sealed interface AcceptEventResult {

        /**
         * It is kept: the only result that may be answered with 2xx.
         *
         * @param id the id under which it is followed
         * @param deliveries how many deliveries are on their way
         * @param duplicate whether it had been kept before; then nothing was added, and deliveries is 0
         */
        record Accepted(EventId id, int deliveries, boolean duplicate) implements AcceptEventResult {}

        /** Its id or idempotency key was used before, for something else. Nothing was kept. */
        record Conflict(EventId existing) implements AcceptEventResult {}

        /** It says something that cannot be. Nothing was kept. */
        record Refused(EventRefusal reason) implements AcceptEventResult {}

        /** There is no such tenant. Nothing was kept. */
        record UnknownTenant() implements AcceptEventResult {}

        /**
         * A part that must hold the event is out of reach. It may be kept; repeating the request under the same id or
         * idempotency key converges.
         *
         * @param retryAfter how long the sender should wait
         */
        record Unavailable(Duration retryAfter) implements AcceptEventResult {}
    }

    /** Why an event is refused. */
    enum EventRefusal {
        /** Its type begins with {@code sallyport.}, which is kept for news about endpoints. */
        RESERVED_TYPE("reserved-type"),
        /** Its own id is not 1 to 255 visible ASCII characters. */
        MALFORMED_EVENT_ID("malformed-event-id"),
        /** Its idempotency key is not 1 to 255 visible ASCII characters. */
        MALFORMED_IDEMPOTENCY_KEY("malformed-idempotency-key"),
        /** Its content type is not a media type of visible ASCII and blanks, up to 128 characters. */
        MALFORMED_CONTENT_TYPE("malformed-content-type"),
        /** It is to be delayed by more than 30 days. */
        DELAY_TOO_LONG("delay-too-long");

        private final String code;

        EventRefusal(String code) {
            this.code = code;
        }

        /** Returns the stable word for answers, metrics and logs. */
        public String code() {
            return code;
        }
    }
}
