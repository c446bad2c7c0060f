package dev.sallyport.core.ordering;

import dev.sallyport.core.ordering.SequenceGate.Numbered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SequenceGate} remembers of one ordering key.
 *
 * @param next the lowest number not yet released or given up
 * @param held the events that wait for lower numbers, lowest first
 */
public record SequenceState(long next, List<Held> held) {

    /**
     * An event that waits.
     *
     * @param until when it is released even if lower numbers are still missing
     */
    public record Held(Numbered event, Instant until) {}

    public SequenceState {
        held = List.copyOf(held);
    }

    /** Begins with a known first number and nothing held. */
    public static SequenceState expecting(long next) {
        return new SequenceState(next, List.of());
    }

    /** Returns when {@link SequenceGate#elapse} has something to release; null if nothing is held. */
    public @Nullable Instant wakeAt() {
        return held.stream().map(Held::until).min(Instant::compareTo).orElse(null);
    }
}
