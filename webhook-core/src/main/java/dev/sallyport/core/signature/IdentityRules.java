package dev.sallyport.core.signature;

import dev.sallyport.core.signature.codec.TimeFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider says which event this is, of what type, about what, and where in the order it belongs. Each list
 * holds alternatives, of which the first whose places are all present counts.
 *
 * @param id the id that stays the same when the provider repeats itself
 * @param type the type of the event
 * @param entity the object the event is about
 * @param order where the event stands among those about the same object, or null if the provider does not say
 */
public record IdentityRules(
        List<Template> id,
        List<Template> type,
        List<Template> entity,
        @Nullable OrderRules order) {

    /** The identity of a provider that says nothing. */
    public static final IdentityRules NONE = new IdentityRules(List.of(), List.of(), List.of(), null);

    public IdentityRules {
        id = List.copyOf(id);
        type = List.copyOf(type);
        entity = List.copyOf(entity);
    }

    /**
     * Where the order stands.
     *
     * @param kind what sort of order it is
     * @param field where it stands
     * @param format how a time is written, or null for a plain number
     */
    public record OrderRules(
            OrderingMark.Kind kind, Field field, @Nullable TimeFormat format) {}
}
