package dev.sallyport.core.signature;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a signed time may lie from the receipt. Both ends belong to the window. */
public final class TimeWindow {

    /** The tolerance of a provider that signs the time and says nothing of its age. */
    public static final Duration ANY_AGE = Duration.ofSeconds(Long.MAX_VALUE);

    private static final TimeWindow UNBOUNDED = new TimeWindow(null, null);

    private final @Nullable Duration past;
    private final @Nullable Duration future;

    private TimeWindow(@Nullable Duration past, @Nullable Duration future) {
        this.past = past;
        this.future = future;
    }

    /** Makes a window of two durations. */
    static TimeWindow of(Duration past, Duration future) {
        return new TimeWindow(past, future);
    }

    /** Returns the window that holds every time. */
    static TimeWindow unbounded() {
        return UNBOUNDED;
    }

    /** Tells whether a time that was signed is acceptable in a request received at an instant. */
    public boolean contains(Instant signedAt, Instant receivedAt) {
        return past == null
                || future == null
                || (Duration.between(signedAt, receivedAt).compareTo(past) <= 0
                        && Duration.between(receivedAt, signedAt).compareTo(future) <= 0);
    }
}
