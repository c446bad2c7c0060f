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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sender of webhooks as configured: its scheme with active secrets, and what is done with what it sends. Immutable but
 * for its secrets; safe for any number of threads.
 */
public final class Provider {

    private final ProviderId id;
    private final Supplier<Gate> gates;
    private final OrderingPolicy ordering;
    private final @Nullable JsonFieldReader entityReader;
    private final LateEvents lateEvents;
    private final @Nullable SequenceGate sequence;
    private final RetryPolicy retry;

    private Provider(
            ProviderId id,
            Supplier<Gate> gates,
            OrderingPolicy ordering,
            LateEvents lateEvents,
            @Nullable SequenceGate sequence,
            RetryPolicy retry) {
        this.id = id;
        this.gates = gates;
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
        Gate fixed = Gate.of(verifier);
        return new Provider(id, () -> fixed, ordering, LateEvents.PUBLISH, null, retry);
    }

    /**
     * Configures a provider whose secrets may change while it is at work, or are not known at first.
     *
     * @param verifiers asked anew by each request, so that it answers from memory as a rule. A {@link
     *     dev.sallyport.core.port.out.PortException} that it throws lets that request be answered as one that cannot be
     *     verified for now
     */
    public static Provider of(
            ProviderId id, Supplier<SignatureVerifier> verifiers, OrderingPolicy ordering, RetryPolicy retry) {
        return new Provider(id, new ChangingGate(verifiers), ordering, LateEvents.PUBLISH, null, retry);
    }

    /** Returns this provider with another way to treat late events. */
    public Provider withLateEvents(LateEvents treatment) {
        return new Provider(id, gates, ordering, treatment, sequence, retry);
    }

    /**
     * Returns this provider with its events taken in the order of the numbers that it gives them, and late ones marked.
     *
     * @param gate how long an event waits for those of lower numbers
     */
    public Provider inSequence(SequenceGate gate) {
        return new Provider(id, gates, ordering, LateEvents.MARK_STALE, gate, retry);
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

    /** Returns what its requests have to pass now; asked once for each request, so that one gate judges all of it. */
    Gate gate() {
        return gates.get();
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
        return "Provider[" + id + "]";
    }

    /** What follows from a scheme and its active secrets. */
    record Gate(SignatureVerifier verifier, Handshakes handshakes, IdentityReader identities) {

        static Gate of(SignatureVerifier verifier) {
            return new Gate(verifier, Handshakes.of(verifier), IdentityReader.of(verifier.scheme()));
        }
    }

    /** Makes a gate of each new verifier, once. */
    private static final class ChangingGate implements Supplier<Gate> {

        private final Supplier<SignatureVerifier> verifiers;
        private volatile @Nullable Gate latest;

        ChangingGate(Supplier<SignatureVerifier> verifiers) {
            this.verifiers = verifiers;
        }

        @Override
        public Gate get() {
            SignatureVerifier verifier = verifiers.get();
            Gate known = latest;
            if (known != null && known.verifier() == verifier) {
                return known;
            }
            Gate made = Gate.of(verifier);
            latest = made;
            return made;
        }
    }
}
