package dev.sallyport.core.delivery.tenant;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Instant;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Someone who posts events and owns endpoints. */
@Value.Immutable
@ValueStyle
public interface Tenant {

    TenantId id();

    /** Returns what people call it, up to 256 characters. */
    String name();

    /** Returns the retry policy of its deliveries; null for that of the installation. */
    @Nullable
    RetryPolicy retryPolicy();

    /** Returns retry policies of some event types, before the tenant's own. */
    Map<EventTypePattern, RetryPolicy> retryPoliciesByType();

    /** Returns when it was created, in whole milliseconds. */
    Instant createdAt();

    /** Returns how often the record has changed, from 0; stores compare it before they replace a record. */
    @Value.Default
    default long revision() {
        return 0;
    }

    @Value.Check
    default void check() {
        if (name().length() > 256) {
            throw new IllegalArgumentException("name has at most 256 characters");
        }
    }

    /** Returns the policy of an event type by the most telling pattern: exact before wildcard, long before short. */
    default @Nullable RetryPolicy retryPolicyFor(EventType type) {
        EventTypePattern best = null;
        for (EventTypePattern pattern : retryPoliciesByType().keySet()) {
            if (pattern.matches(type) && (best == null || tellsMore(pattern, best))) {
                best = pattern;
            }
        }
        return best == null ? retryPolicy() : retryPoliciesByType().get(best);
    }

    private static boolean tellsMore(EventTypePattern one, EventTypePattern other) {
        if (one.isExact() != other.isExact()) {
            return one.isExact();
        }
        int longer = one.text().length() - other.text().length();
        return longer != 0 ? longer > 0 : one.text().compareTo(other.text()) < 0;
    }

    /** Returns it with other retry policies. */
    default Tenant retrying(@Nullable RetryPolicy policy, Map<EventTypePattern, RetryPolicy> byType) {
        return builder()
                .from(this)
                .retryPolicy(policy)
                .retryPoliciesByType(byType)
                .revision(revision() + 1)
                .build();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of a tenant; for one thread. */
    final class Builder extends ImmutableTenant.Builder {}
}
