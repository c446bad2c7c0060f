package dev.sallyport.testkit.simulator.stage;

import java.util.random.RandomGenerator;

/** Draws the one or the other bound of what may be drawn, to learn the bounds of a jitter. */
public enum ExtremeRandom implements RandomGenerator {
    LEAST,
    MOST;

    @Override
    public long nextLong() {
        return this == LEAST ? 0 : -1;
    }

    @Override
    public long nextLong(long bound) {
        return this == LEAST ? 0 : bound - 1;
    }
}
