package dev.sallyport.core.retry;

import java.time.Duration;

/** The bounds that every wait and attempt number of this package keeps. */
final class Waits {

    private Waits() {}

    static int requireAttempt(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, not " + attempt);
        }
        return attempt;
    }

    static void requirePositive(Duration wait, String name) {
        requireInRange(wait, name);
        if (wait.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero");
        }
    }

    static void requireInRange(Duration wait, String name) {
        if (wait.isNegative() || wait.compareTo(Backoff.LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from zero to 365 days, not " + wait);
        }
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
