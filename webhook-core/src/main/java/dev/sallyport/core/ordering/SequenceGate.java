package dev.sallyport.core.ordering;

import static java.util.Comparator.comparingLong;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.ordering.SequenceDecision.Late;
import dev.sallyport.core.ordering.SequenceDecision.Release;
import dev.sallyport.core.ordering.SequenceDecision.ReleaseWithGap;
import dev.sallyport.core.ordering.SequenceDecision.Wait;
import dev.sallyport.core.ordering.SequenceState.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Releases numbered events in the order of their numbers, waiting a bounded time for those that are missing.
 *
 * <p>For providers that number without skipping; one that skips needs {@link MonotoneGate}. No event waits longer than
 * the bound, none is dropped, none overtakes a lower number that has arrived: when the wait for a missing number ends,
 * what was held is released with the gap named, and the missing event, should it still come, is late.
 *
 * <p>The gate is a pure function over a state that the caller keeps for each ordering key. It MUST pass on what is
 * released before it saves the new state, and save before it acknowledges an event that waits: then a crash at any
 * point repeats decisions and loses none. Immutable and thread-safe; events of one key are judged one after the other.
 *
 * @param longestWait how long an event may wait for lower numbers; from zero to 365 days
 * @param mostHeld how many events of one key may wait at once, at least 1; one more releases the lowest, with a gap
 */
public record SequenceGate(Duration longestWait, int mostHeld) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(365);
    private static final Comparator<Held> BY_NUMBER = comparingLong(
                    (Held held) -> held.event().first())
            .thenComparing(held -> held.event().webhook());

    public SequenceGate {
        if (longestWait.isNegative() || longestWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("longestWait must be from zero to 365 days, not " + longestWait);
        }
        if (mostHeld < 1) {
            throw new IllegalArgumentException("mostHeld must be at least 1, not " + mostHeld);
        }
    }

    /**
     * An event with its place in the sequence.
     *
     * @param first its number, or the first of those it stands for; from 0
     * @param last the same number, or the last of those it stands for; less than {@link Long#MAX_VALUE}
     */
    public record Numbered(WebhookId webhook, long first, long last) {

        public Numbered {
            if (first < 0 || last < first || last == Long.MAX_VALUE) {
                throw new IllegalArgumentException("numbers must be from 0, in order, and less than the greatest long");
            }
        }

        /** Returns an event of one number. */
        public static Numbered of(WebhookId webhook, long number) {
            return new Numbered(webhook, number, number);
        }
    }

    /**
     * What follows from an arrival or from time passing.
     *
     * @param state to be saved for the key
     * @param decisions in the order in which they are to be carried out
     */
    public record Step(SequenceState state, List<SequenceDecision> decisions) {

        public Step {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * Judges an event that has arrived, and those that it sets free.
     *
     * @param state the key's state; null if this is its first event, which is released and begins the count
     */
    public Step arrive(@Nullable SequenceState state, Numbered event, Instant now) {
        SequenceState before = state == null ? SequenceState.expecting(event.first()) : state;
        List<Held> held = new ArrayList<>(before.held());
        if (waitOf(held, event) == null) {
            held.add(new Held(event, now.plus(longestWait)));
            held.sort(BY_NUMBER);
        }
        Step step = release(before.next(), held, now);
        Instant until = waitOf(step.state().held(), event);
        if (until == null) {
            return step;
        }
        List<SequenceDecision> decisions = new ArrayList<>(step.decisions());
        decisions.add(new Wait(event, until));
        return new Step(step.state(), decisions);
    }

    /** Releases what has waited long enough; to be called at {@link SequenceState#wakeAt()}. */
    public Step elapse(SequenceState state, Instant now) {
        return release(state.next(), state.held(), now);
    }

    private static @Nullable Instant waitOf(List<Held> held, Numbered event) {
        for (Held other : held) {
            if (other.event().equals(event)) {
                return other.until();
            }
        }
        return null;
    }

    /** Releases from the lowest number up: what is next in line, and what must go because its time or room is up. */
    private Step release(long next, List<Held> held, Instant now) {
        List<SequenceDecision> decisions = new ArrayList<>();
        int forced = Math.max(overdue(held, now), held.size() - mostHeld);
        int released = 0;
        while (released < held.size()
                && (released < forced || held.get(released).event().first() <= next)) {
            Numbered event = held.get(released).event();
            decisions.add(decide(event, next));
            next = Math.max(next, event.last() + 1);
            released++;
        }
        return new Step(new SequenceState(next, held.subList(released, held.size())), decisions);
    }

    private static SequenceDecision decide(Numbered event, long next) {
        if (event.last() < next) {
            return new Late(event);
        }
        return event.first() <= next ? new Release(event) : new ReleaseWithGap(event, next);
    }

    /** Counts the events up to the highest whose time is up: were one of them to stay, it would be overtaken. */
    private static int overdue(List<Held> held, Instant now) {
        for (int count = held.size(); count > 0; count--) {
            if (!now.isBefore(held.get(count - 1).until())) {
                return count;
            }
        }
        return 0;
    }
}
