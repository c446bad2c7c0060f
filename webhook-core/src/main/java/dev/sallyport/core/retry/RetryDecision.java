package dev.sallyport.core.retry;

import java.time.Duration;

/** What to do after an attempt has failed. */
public sealed interface RetryDecision {

    /**
     * Try again.
     *
     * @param delay the least time between the failure and the next attempt; zero or more
     */
    record RetryAfter(Duration delay) implements RetryDecision {

        public RetryAfter {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay must not be negative");
            }
        }
    }

    /** Try no more. */
    record GiveUp(Reason reason) implements RetryDecision {}

    /** Why there is no further attempt. */
    enum Reason {
        /** The attempt that has failed was the last one that the policy allows. */
        ATTEMPTS_EXHAUSTED,
        /** The next attempt would come later after acceptance than the policy allows. */
        TOO_OLD
    }
}
