package dev.sallyport.core.event;

import dev.sallyport.core.ValueStyle;
import java.time.Instant;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What is kept about a webhook beside its bytes: identity, order, place in the archive, and how far it has come. */
@Value.Immutable
@ValueStyle
public interface WebhookRecord {

    WebhookId id();

    ProviderId provider();

    /** Returns the provider's own id of the event; null where the provider gives none and the body's digest serves. */
    @Nullable
    String providerEventId();

    EventType eventType();

    OrderingKey orderingKey();

    WebhookStatus status();

    /** Returns when the request arrived, by the gate's clock. */
    Instant receivedAt();

    /** Returns when the webhook was last put into the queue by the gate, a sweeper or a redrive. */
    @Value.Default
    default Instant queuedAt() {
        return receivedAt();
    }

    /** Returns the instant from which attempts and age are counted: of arrival, or of the last redrive. */
    @Value.Default
    default Instant attemptsSince() {
        return receivedAt();
    }

    /** Returns where the archive keeps body and headers. */
    ArchiveKey archiveKey();

    /** Returns the digest of the body as received. */
    Sha256 bodySha256();

    /** Returns the size of the body in bytes. */
    int bodySize();

    /** Returns the failed attempts since the webhook was received or last redriven, oldest first. */
    List<FailedAttempt> failures();

    /** Returns the instant before which no attempt may be made; null unless an attempt failed and another is due. */
    @Nullable
    Instant notBefore();

    /** Returns why the webhook was given up; null unless it is dead. */
    @Nullable
    DeathReason deathReason();

    /**
     * Returns the provider's version, sequence number or time (in nanoseconds since 1970) of the event within its
     * ordering key; null where the policy does not look at it or the event does not say.
     */
    @Nullable
    Long position();

    /** Returns how the event stood to others of its key when it was published. */
    @Value.Default
    default OrderMark orderMark() {
        return OrderMark.IN_ORDER;
    }

    /** Returns when the webhook was published; null until then. */
    @Nullable
    Instant processedAt();

    /** Returns how often the record has changed, from 0; stores compare it before they replace a record. */
    @Value.Default
    default long revision() {
        return 0;
    }

    /** Returns the number of the attempt that is made next, from 1. */
    default int nextAttempt() {
        return failures().size() + 1;
    }

    /** Returns this record after its event was published. */
    default WebhookRecord processed(Instant at) {
        return change().status(WebhookStatus.PROCESSED)
                .processedAt(at)
                .notBefore(null)
                .build();
    }

    /** Returns this record after an attempt failed and another is due. */
    default WebhookRecord failed(FailedAttempt failure, Instant retryNotBefore) {
        return change().status(WebhookStatus.FAILED)
                .addFailures(failure)
                .notBefore(retryNotBefore)
                .build();
    }

    /** Returns this record after its last attempt failed. */
    default WebhookRecord dead(FailedAttempt failure, DeathReason reason) {
        return change().status(WebhookStatus.DEAD)
                .deathReason(reason)
                .addFailures(failure)
                .notBefore(null)
                .build();
    }

    /** Returns this record as if just received: attempts are counted anew, the id stays. */
    default WebhookRecord redriven(Instant at) {
        return change().status(WebhookStatus.RECEIVED)
                .queuedAt(at)
                .attemptsSince(at)
                .failures(List.of())
                .deathReason(null)
                .notBefore(null)
                .processedAt(null)
                .build();
    }

    /** Returns this record after it was put into the queue once more. */
    default WebhookRecord requeued(Instant at) {
        return change().queuedAt(at).build();
    }

    /** Returns this record with a mark, as a part of a change that is still to be made. */
    default WebhookRecord marked(OrderMark mark) {
        return builder().from(this).orderMark(mark).build();
    }

    /** Returns this record, not yet stored, for a body other than the one it was made for. */
    default WebhookRecord describing(Sha256 archivedBody, int archivedSize) {
        return builder()
                .from(this)
                .bodySha256(archivedBody)
                .bodySize(archivedSize)
                .build();
    }

    private Builder change() {
        return builder().from(this).revision(revision() + 1);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of a record; for one thread. */
    final class Builder extends ImmutableWebhookRecord.Builder {}
}
