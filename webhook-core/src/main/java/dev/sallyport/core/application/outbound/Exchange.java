package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.TargetRefusal;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import java.time.Duration;

/** What came of calling an endpoint, from judging its target to reading its answer. */
sealed interface Exchange {

    /** Returns how long all of it took. */
    Duration duration();

    /** The endpoint answered. */
    record Answered(SendOutcome.Response response, Duration duration) implements Exchange {}

    /** The endpoint did not answer. */
    record Failed(DeliveryError error, Duration duration) implements Exchange {}

    /** The target was refused; nothing was connected to. */
    record Blocked(TargetRefusal reason, Duration duration) implements Exchange {}
}
