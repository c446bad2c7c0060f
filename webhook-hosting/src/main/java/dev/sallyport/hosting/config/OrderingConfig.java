package dev.sallyport.hosting.config;

import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's webhooks wait for, and what is done with those that come late.
 *
 * @param policy what has an order of its own: all of a provider, each entity, or nothing
 * @param lateEvents what becomes of an event that a newer one has overtaken
 * @param sequence how long numbered events wait for lower numbers; null if they do not
 */
public record OrderingConfig(
        OrderingPolicy policy,
        LateEvents lateEvents,
        @Nullable SequenceGate sequence) {

    /** Returns the order of acceptance, without a look at what the provider says of order. */
    public static OrderingConfig of(OrderingPolicy policy) {
        return new OrderingConfig(policy, LateEvents.PUBLISH, null);
    }
}
