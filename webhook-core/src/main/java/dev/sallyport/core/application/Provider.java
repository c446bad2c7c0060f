package dev.sallyport.core.application;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.handshake.Handshakes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sender of webhooks as configured: its scheme with active secrets, and what is done with what it sends. Immutable. */
public final class Provider {

    private final ProviderId id;
    private final SignatureVerifier verifier;
    private final Handshakes handshakes;
    private final IdentityReader identities;
    private final OrderingPolicy ordering;
    private final @Nullable JsonFieldReader entityReader;
    private final LateEvents lateEvents;
    private final @Nullable SequenceGate sequence;
    private final RetryPolicy retry;

    private Provider(
            ProviderId id,
            SignatureVerifier verifier,
            OrderingPolicy ordering,
            LateEvents lateEvents,
            @Nullable SequenceGate sequence,
            RetryPolicy retry) {
        this.id = id;
        this.verifier = verifier;
        this.handshakes = Handshakes.of(verifier);
        this.identities = IdentityReader.of(verifier.scheme());
        this.ordering = ordering;
        this.entityReader = entityReaderOf(ordering);
        this.lateEvents = lateEvents;
        this.sequence = sequence;
        this.retry = retry;
    }

    /**
     * Configures a provider.
     *
     * @param id its name in paths and headers
     * @param verifier its scheme and secrets
     * @param ordering what its events wait for
     * @param retry how failed processing is tried again
     */
    public static Provider of(ProviderId id, SignatureVerifier verifier, OrderingPolicy ordering, RetryPolicy retry) {
        return new Provider(id, verifier, ordering, LateEvents.PUBLISH, null, retry);
    }

    /** Returns this provider with another way to treat late events. */
    public Provider withLateEvents(LateEvents treatment) {
        return new Provider(id, verifier, ordering, treatment, sequence, retry);
    }

    /**
     * Returns this provider with its events taken in the order of the numbers that it gives them, and late ones marked.
     *
     * @param gate how long an event waits for those of lower numbers
     */
    public Provider inSequence(SequenceGate gate) {
        return new Provider(id, verifier, ordering, LateEvents.MARK_STALE, gate, retry);
    }

    private static @Nullable JsonFieldReader entityReaderOf(OrderingPolicy ordering) {
        return switch (ordering) {
            case OrderingPolicy.ByProvider all -> null;
            case OrderingPolicy.Unordered none -> null;
            case OrderingPolicy.ByEntity byEntity -> {
                String pointer = byEntity.pointer();
                yield pointer == null ? null : JsonFieldReader.of(List.of(JsonPointer.parse(pointer)));
            }
        };
    }

    /** Returns its name in paths and headers. */
    public ProviderId id() {
        return id;
    }

    SignatureVerifier verifier() {
        return verifier;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    OrderingPolicy ordering() {
        return ordering;
    }

    LateEvents lateEvents() {
        return lateEvents;
    }

    @Nullable
    SequenceGate sequence() {
        return sequence;
    }

    RetryPolicy retry() {
        return retry;
    }

    EventIdentity identify(WebhookRequest request) {
        return identities.identify(request);
    }

    /** Returns what a request is about, for ordering: where the policy points to, or else where the catalogue says. */
    @Nullable
    String entityOf(WebhookRequest request, EventIdentity identity) {
        if (entityReader == null) {
            return identity.entity();
        }
        return switch (entityReader.read(request.body())) {
            case JsonFields.Found found -> found.text(0);
            case JsonFields.Malformed malformed -> null;
        };
    }

    @Override
    public String toString() {
        return "Provider[" + id + ", " + verifier.scheme().name() + "]";
    }
}
