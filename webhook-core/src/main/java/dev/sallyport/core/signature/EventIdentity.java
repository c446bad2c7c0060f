package dev.sallyport.core.signature;

import dev.sallyport.core.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Which event a request is about, in the provider's words.
 *
 * @param eventId the same whenever the provider repeats itself; null if it gives no such id
 * @param type what happened; {@link EventType#UNKNOWN} if the provider does not say
 * @param entity the object it happened to; null if the provider does not say
 * @param order where the event stands among those about the same object; null if the provider does not say
 */
public record EventIdentity(
        @Nullable String eventId,
        EventType type,
        @Nullable String entity,
        @Nullable OrderingMark order) {

    /** The identity of a request that says nothing about itself. */
    public static final EventIdentity UNKNOWN = new EventIdentity(null, EventType.UNKNOWN, null, null);
}
