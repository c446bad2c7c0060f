package dev.sallyport.core.application.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Tells the time in whole milliseconds, the precision in which outbound records are kept. */
final class OutboundClock {

    private final InstantSource source;

    OutboundClock(InstantSource source) {
        this.source = source;
    }

    /** Returns the present, rounded down: nothing is recorded later than it was. */
    Instant now() {
        return source.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns when a delay from now is over, rounded up: nothing is done early. */
    Instant after(Duration delay) {
        Instant exact = source.instant().plus(delay);
        Instant cut = exact.truncatedTo(ChronoUnit.MILLIS);
        return cut.equals(exact) ? cut : cut.plusMillis(1);
    }

    /** Returns how long it is until an instant; zero if it has come. */
    Duration until(Instant instant) {
        Duration left = Duration.between(source.instant(), instant);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns how long ago an instant was; zero if it is still to come. */
    Duration since(Instant instant) {
        Duration gone = Duration.between(instant, source.instant());
        return gone.isNegative() ? Duration.ZERO : gone;
    }
}
