package dev.sallyport.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to move. Safe for any number of threads. */
public final class ManualClock implements InstantSource {

    /** Where clocks start unless told otherwise: noon in UTC, away from the borders of a day. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private volatile Instant now;

    /** Makes a clock that shows {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /** Makes a clock that shows an instant. */
    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock on, or back where the duration is negative. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
