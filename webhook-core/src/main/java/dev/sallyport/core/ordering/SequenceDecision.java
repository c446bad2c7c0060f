package dev.sallyport.core.ordering;

import dev.sallyport.core.ordering.SequenceGate.Numbered;
import java.time.Instant;

/** What becomes of a numbered event. */
public sealed interface SequenceDecision {

    /** Returns the event decided on. */
    Numbered event();

    /** It is next in line. */
    record Release(Numbered event) implements SequenceDecision {}

    /**
     * It goes on although lower numbers have not arrived, and is marked with what is missing.
     *
     * @param firstMissing the lowest missing number; the highest is the one before {@code event.first()}
     */
    record ReleaseWithGap(Numbered event, long firstMissing) implements SequenceDecision {}

    /**
     * Lower numbers are missing.
     *
     * @param until when it goes on without them
     */
    record Wait(Numbered event, Instant until) implements SequenceDecision {}

    /** Its number has been released or given up before: it is to be marked and diverted, never dropped. */
    record Late(Numbered event) implements SequenceDecision {}
}
