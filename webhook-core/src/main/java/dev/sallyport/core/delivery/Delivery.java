package dev.sallyport.core.delivery;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint: how far it has come, and what happens next. All instants are whole milliseconds,
 * due times rounded up, so that a store of that precision loses nothing.
 */
@Value.Immutable
@ValueStyle
public interface Delivery {

    DeliveryId id();

    TenantId tenant();

    EventType eventType();

    DeliveryStatus status();

    /**
     * Returns why the delivery ended, as a stable word in lower case with hyphens; null while it is pending and where
     * it was delivered.
     */
    @Nullable
    String reason();

    /** Returns the event's ordering key if the endpoint asked for order when the event was accepted; null otherwise. */
    @Nullable
    OrderingKey orderingKey();

    /** Returns the place in the order of acceptance within the lane; the store assigns it, 0 until then. */
    @Value.Default
    default long position() {
        return 0;
    }

    /** Returns when the event was accepted. */
    Instant acceptedAt();

    /** Returns from when the age counts: the first due time, or when the delivery was last requeued. */
    Instant openedAt();

    /** Returns the instant before which no attempt may be made. */
    Instant dueAt();

    /** Returns when the sweeper puts the delivery into the queue, unless it has ended or this has moved on by then. */
    Instant wakeAt();

    /** Returns how many attempts were made in all. */
    @Value.Default
    default int attempts() {
        return 0;
    }

    /** Returns how many attempts had been made when the delivery was last requeued; the policy counts from there. */
    @Value.Default
    default int attemptsBefore() {
        return 0;
    }

    /** Returns when the delivery ended; null while it is pending. */
    @Nullable
    Instant endedAt();

    /** Returns how often the record has changed, from 0; stores compare it before they replace a record. */
    @Value.Default
    default long revision() {
        return 0;
    }

    @Value.Check
    default void check() {
        if (status().isTerminal() != (endedAt() != null)) {
            throw new IllegalArgumentException("endedAt is set exactly when the status is terminal");
        }
        if (attemptsBefore() < 0 || attempts() < attemptsBefore()) {
            throw new IllegalArgumentException("attemptsBefore must be from 0 to attempts");
        }
    }

    /** Returns the lane it goes in; null if it waits for no other delivery. */
    default @Nullable Lane lane() {
        OrderingKey key = orderingKey();
        return key == null ? null : new Lane(id().endpoint(), key);
    }

    /** Returns how many attempts count against the policy so far. */
    default int attemptsInRound() {
        return attempts() - attemptsBefore();
    }

    /** Returns this delivery after an attempt failed and another is due. */
    default Delivery failed(Instant nextDueAt, Instant nextWakeAt) {
        requirePending();
        return change().attempts(attempts() + 1)
                .dueAt(nextDueAt)
                .wakeAt(nextWakeAt)
                .build();
    }

    /** Returns this delivery after an attempt succeeded. */
    default Delivery delivered(Instant at) {
        requirePending();
        return change().attempts(attempts() + 1)
                .status(DeliveryStatus.DELIVERED)
                .endedAt(at)
                .build();
    }

    /** Returns this delivery after an attempt failed and no other follows. */
    default Delivery endedByAttempt(DeliveryStatus ending, String why, Instant at) {
        requirePending();
        return change().attempts(attempts() + 1)
                .status(ending)
                .reason(why)
                .endedAt(at)
                .build();
    }

    /** Returns this delivery ended without an attempt. */
    default Delivery ended(DeliveryStatus ending, String why, Instant at) {
        requirePending();
        return change().status(ending).reason(why).endedAt(at).build();
    }

    /** Returns this delivery, still waiting, with a later wake time. */
    default Delivery wokenLater(Instant nextWakeAt) {
        requirePending();
        return change().wakeAt(nextWakeAt).build();
    }

    /** Returns this delivery as if just accepted: attempts are counted anew, history and place in the order stay. */
    default Delivery requeued(Instant at, Instant nextDueAt, Instant nextWakeAt) {
        if (!status().isTerminal()) {
            throw new IllegalStateException("a pending delivery is not requeued");
        }
        return change().status(DeliveryStatus.PENDING)
                .reason(null)
                .endedAt(null)
                .openedAt(at)
                .dueAt(nextDueAt)
                .wakeAt(nextWakeAt)
                .attemptsBefore(attempts())
                .build();
    }

    private void requirePending() {
        if (status() != DeliveryStatus.PENDING) {
            throw new IllegalStateException("a delivery ends once; this one is " + status());
        }
    }

    private Builder change() {
        return builder().from(this).revision(revision() + 1);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of a delivery; for one thread. */
    final class Builder extends ImmutableDelivery.Builder {}
}
