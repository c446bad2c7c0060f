package dev.sallyport.core.retry;

import java.util.random.RandomGenerator;

/** Generators whose draws are known, so that tests assert exact waits. */
final class Draws {

    private Draws() {}

    /** Every draw is the least possible value. */
    static RandomGenerator least() {
        return new Known(0, 1);
    }

    /** Every draw lies in the middle. */
    static RandomGenerator middle() {
        return new Known(1, 2);
    }

    /** Every draw is the greatest possible value. */
    static RandomGenerator most() {
        return new Known(1, 1);
    }

    /** A draw would be a fault. */
    static RandomGenerator none() {
        return () -> {
            throw new AssertionError("drew from the generator");
        };
    }

    private record Known(long numerator, long denominator) implements RandomGenerator {

        @Override
        public long nextLong() {
            throw new AssertionError("drew without a bound");
        }

        @Override
        public long nextLong(long bound) {
            return (bound - 1) / denominator * numerator;
        }
    }
}
