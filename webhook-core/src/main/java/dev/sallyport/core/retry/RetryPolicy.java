package dev.sallyport.core.retry;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.retry.RetryDecision.GiveUp;
import dev.sallyport.core.retry.RetryDecision.Reason;
import dev.sallyport.core.retry.RetryDecision.RetryAfter;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when a failed attempt is followed by another.
 *
 * <p>A decision is a pure function of the policy, the attempt's number, the age and the randomness passed in (guarantee
 * G6): nothing here sleeps, and the same arguments give the same answer on every machine. An attempt is <em>early</em>
 * when it starts before the moment of failure plus the delay decided on; whoever keeps that moment in a coarser unit
 * MUST round it up. Immutable and safe to share between threads.
 */
@Value.Immutable
@ValueStyle
public abstract class RetryPolicy {

    private static final int DEFAULT_ATTEMPTS = 3;
    private static final Duration DEFAULT_FIRST = Duration.ofSeconds(1);
    private static final Duration DEFAULT_HINT_CAP = Duration.ofHours(1);

    RetryPolicy() {}

    /** Begins a policy with the defaults named at each attribute; builders are for one thread. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the attributes of a policy; for one thread. */
    public static final class Builder extends ImmutableRetryPolicy.Builder {

        Builder() {}
    }

    /** The default of processing: 3 attempts, waits of 1 and 2 seconds at most, full jitter. */
    public static RetryPolicy ofProcessing() {
        return builder().build();
    }

    /**
     * The default of deliveries: waits of about 1, 2, 4, 8 and 16 minutes between six attempts, ten percent either way.
     */
    public static RetryPolicy ofDeliveries() {
        return builder()
                .attempts(6)
                .backoff(Backoff.exponential(Duration.ofMinutes(1)))
                .jitter(Jitter.proportional(0.1))
                .build();
    }

    /** How often something is tried in all, the first attempt included; at least 1, default 3. */
    @Value.Default
    public int attempts() {
        return DEFAULT_ATTEMPTS;
    }

    /** The waits before jitter; default exponential from 1 second. */
    @Value.Default
    public Backoff backoff() {
        return Backoff.exponential(DEFAULT_FIRST);
    }

    /** How waits are spread; default full. */
    @Value.Default
    public Jitter jitter() {
        return Jitter.full();
    }

    /**
     * The longest wait that is drawn from: backoff grows up to here, then jitter spreads it, so that a proportional
     * jitter of 0.1 may exceed it by a tenth. From zero to {@link Backoff#LONGEST}, which is the default.
     */
    @Value.Default
    public Duration cap() {
        return Backoff.LONGEST;
    }

    /**
     * The longest wait that a receiver can ask for by {@code Retry-After}; a longer hint counts as this one. From zero
     * to {@link Backoff#LONGEST}, default 1 hour.
     */
    @Value.Default
    public Duration hintCap() {
        return DEFAULT_HINT_CAP;
    }

    /** No attempt is made later than this after acceptance; null, the default, for no such limit. */
    public abstract @Nullable Duration maximumAge();

    @Value.Check
    void check() {
        if (attempts() < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts());
        }
        Waits.requireInRange(cap(), "cap");
        Waits.requireInRange(hintCap(), "hintCap");
        Duration maximumAge = maximumAge();
        if (maximumAge != null && (maximumAge.isNegative() || maximumAge.isZero())) {
            throw new IllegalArgumentException("maximumAge must be more than zero, not " + maximumAge);
        }
    }

    /**
     * Decides after a failure.
     *
     * @param attempt the number of the attempt that has just failed; the first is 1
     * @param age the time since acceptance; a negative one, of a clock set back, is taken as it is
     * @param random where jitter draws from; used from the calling thread only
     * @throws IllegalArgumentException if attempt is less than 1
     */
    public RetryDecision decide(int attempt, Duration age, RandomGenerator random) {
        return decide(attempt, age, null, random);
    }

    /**
     * Decides after a failure whose receiver may have said when to come back: the wait is the longer of schedule and
     * hint, the hint counting up to {@link #hintCap()}.
     *
     * @param attempt the number of the attempt that has just failed; the first is 1
     * @param age the time since acceptance; a negative one, of a clock set back, is taken as it is
     * @param hint the wait that the receiver asked for, as {@link RetryAfterHeader} reads it; null if it asked for none
     * @param random where jitter draws from; used from the calling thread only
     * @throws IllegalArgumentException if attempt is less than 1
     */
    public RetryDecision decide(int attempt, Duration age, @Nullable Duration hint, RandomGenerator random) {
        if (Waits.requireAttempt(attempt) >= attempts()) {
            return new GiveUp(Reason.ATTEMPTS_EXHAUSTED);
        }
        Duration scheduled = jitter().apply(Waits.shorter(backoff().delayAfter(attempt), cap()), random);
        Duration delay = hint == null ? scheduled : Waits.longer(scheduled, Waits.shorter(hint, hintCap()));
        Duration maximumAge = maximumAge();
        // Subtracted rather than added: an age can be anything, a wait cannot.
        if (maximumAge != null && age.compareTo(maximumAge.minus(delay)) > 0) {
            return new GiveUp(Reason.TOO_OLD);
        }
        return new RetryAfter(delay);
    }
}
