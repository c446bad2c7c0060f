package dev.sallyport.hosting.api.request;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.hosting.web.Problem;
import java.time.Duration;

/** Says that a part which an answer needs is out of reach. */
public final class OutOfReach {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private OutOfReach() {}

    /** Returns what a client is told of a port's fault. */
    public static Problem problem(PortException fault) {
        return switch (fault) {
            case PortUnavailableException unavailable -> Problem.unavailable("the store is out of reach", RETRY_AFTER);
            case OutcomeUnknownException unknown ->
                Problem.unavailable("the store did not answer in time", RETRY_AFTER);
        };
    }
}
