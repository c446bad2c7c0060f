package dev.sallyport.core.port.out;

import dev.sallyport.core.event.RawPayload;
import org.jspecify.annotations.Nullable;

/**
 * Chooses events by what their bodies say, in the language of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">EventBridge event patterns</a>
 * applied to the body as the root document. Pure: the same arguments give the same answer everywhere.
 *
 * <p>Every adapter knows at least: a list of alternatives for a field, strings compared exactly, numbers and
 * booleans; nested fields; several fields, all of which must match; {@code prefix}, {@code suffix}, {@code anything-but},
 * {@code exists} and {@code numeric} matchers.
 */
public interface EventFilter {

    /**
     * Returns what is wrong with a pattern, in a sentence for the tenant; null if nothing is.
     */
    @Nullable
    String problemWith(String pattern);

    /**
     * Tells whether a body matches. A body that is not JSON matches no pattern.
     *
     * @param pattern one that has no problem
     */
    boolean matches(String pattern, RawPayload body);
}
