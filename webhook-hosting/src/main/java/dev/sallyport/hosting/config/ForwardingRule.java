package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.ProviderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which processed webhooks become events of a tenant, and in which form.
 *
 * @param from whose webhooks
 * @param types which types, any of the patterns; none for all
 * @param filter a pattern that the webhook's body must match, as endpoints' payload filters are written; null for every
 *     body
 * @param to whose endpoints they are delivered to
 * @param form what is delivered
 * @param at where in the configuration the rule stands
 */
public record ForwardingRule(
        ProviderId from,
        List<EventTypePattern> types,
        @Nullable String filter,
        TenantId to,
        Form form,
        Position at) {

    public ForwardingRule {
        types = List.copyOf(types);
    }

    /** Tells whether the rule is about webhooks of that provider and type. */
    public boolean isAbout(ProviderId provider, EventType type) {
        return from.equals(provider) && (types.isEmpty() || types.stream().anyMatch(pattern -> pattern.matches(type)));
    }

    /** What is delivered of a webhook. */
    public enum Form {
        /** The exact bytes that the provider sent. */
        ORIGINAL,
        /** A JSON object with the webhook's id, provider, type and time of arrival around them. */
        ENVELOPE
    }
}
