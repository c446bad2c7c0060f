package dev.sallyport.emulation.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often an event is offered to one target, and what becomes of it then.
 *
 * @param repetitions attempts after the first, 0 to 185
 * @param age how old an event may be when it is offered again, at least a minute
 * @param deadLetterArn the queue for what was never taken; null to drop it
 */
record RetryRule(int repetitions, Duration age, @Nullable String deadLetterArn) {

    static final int MOST_REPETITIONS = 185;
    static final Duration LONGEST_AGE = Duration.ofDays(1);
}
