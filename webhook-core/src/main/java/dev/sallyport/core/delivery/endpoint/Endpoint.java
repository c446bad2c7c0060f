package dev.sallyport.core.delivery.endpoint;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.HealthChange;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.EndpointState.Enabled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/** One endpoint as it is kept: what its tenant decided, its secrets, and its health. */
@Value.Immutable
@ValueStyle
public interface Endpoint {

    /** The most secrets an endpoint keeps; a rotation beyond drops the oldest. */
    int MOST_SECRETS = 10;

    EndpointId id();

    TenantId tenant();

    EndpointSettings settings();

    /** Returns the headers that its tenant adds, values sealed. */
    List<CustomHeader> headers();

    /** Returns the secrets, oldest first; the last one has no end. */
    List<EndpointSecret> secrets();

    @Value.Default
    default EndpointState state() {
        return new Enabled();
    }

    @Value.Default
    default EndpointHealth health() {
        return EndpointHealth.unknown();
    }

    /** Returns the notices that are still to be told, oldest first. */
    List<PendingNotice> pendingNotices();

    /** Returns when it was created, in whole milliseconds. */
    Instant createdAt();

    /** Returns how often the record has changed, from 0; stores compare it before they replace a record. */
    @Value.Default
    default long revision() {
        return 0;
    }

    @Value.Check
    default void check() {
        if (secrets().isEmpty() || secrets().getLast().expiresAt() != null) {
            throw new IllegalArgumentException("the newest secret must have no end");
        }
        if (headers().size() > CustomHeader.MOST) {
            throw new IllegalArgumentException("at most " + CustomHeader.MOST + " custom headers");
        }
    }

    /** Tells whether deliveries are made to it. */
    default boolean isEnabled() {
        return state() instanceof Enabled;
    }

    /** Returns the secrets that deliveries are signed with at that instant, newest first. */
    default List<EndpointSecret> activeSecrets(Instant now) {
        return secrets().reversed().stream()
                .filter(secret -> secret.isActive(now))
                .toList();
    }

    /** Returns it with other settings and headers. */
    default Endpoint configured(EndpointSettings settings, List<CustomHeader> headers) {
        return change().settings(settings).headers(headers).build();
    }

    /** Returns it enabled, with its failures forgotten. */
    default Endpoint enabled() {
        return change().state(new Enabled()).health(health().reenabled()).build();
    }

    /** Returns it disabled; if it already is, reason and time stay. */
    default Endpoint disabled(DisabledReason reason, Instant now) {
        return isEnabled() ? change().state(new Disabled(reason, now)).build() : this;
    }

    /** Returns it after its health has changed: with notices to tell, and disabled if that follows. */
    default Endpoint after(HealthChange changed, DisabledReason ifDisabled, Instant now) {
        Builder next = change().health(changed.health());
        for (HealthNotice notice : changed.notices()) {
            next.addPendingNotices(new PendingNotice(notice, changed.health().episode(), now));
        }
        if (changed.disable() && isEnabled()) {
            next.state(new Disabled(ifDisabled, now));
        }
        return next.build();
    }

    /** Returns it with a probe under way. */
    default Endpoint probing(EndpointHealth probing) {
        return change().health(probing).build();
    }

    /** Returns it without a notice that has been told. */
    default Endpoint told(PendingNotice notice) {
        return change().pendingNotices(pendingNotices().stream()
                        .filter(pending -> !pending.equals(notice))
                        .toList())
                .build();
    }

    /**
     * Returns it with a new secret, the others ending when the overlap has passed; those that have ended are dropped.
     *
     * @param fresh without an end
     */
    default Endpoint rotated(EndpointSecret fresh, Duration overlap) {
        Instant now = fresh.createdAt();
        List<EndpointSecret> kept = new ArrayList<>();
        for (EndpointSecret secret : secrets()) {
            EndpointSecret ending = secret.expiringBy(now.plus(overlap));
            if (ending.isActive(now)) {
                kept.add(ending);
            }
        }
        kept.add(fresh);
        return change().secrets(kept.subList(Math.max(0, kept.size() - MOST_SECRETS), kept.size()))
                .build();
    }

    /** Returns it with the same secrets and headers, sealed anew. */
    default Endpoint resealed(List<EndpointSecret> secrets, List<CustomHeader> headers) {
        return change().secrets(secrets).headers(headers).build();
    }

    private Builder change() {
        return builder().from(this).revision(revision() + 1);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of an endpoint; for one thread. */
    final class Builder extends ImmutableEndpoint.Builder {}
}
