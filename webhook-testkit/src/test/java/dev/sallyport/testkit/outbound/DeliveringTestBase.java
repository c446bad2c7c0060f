package dev.sallyport.testkit.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

abstract class DeliveringTestBase {

    static final Duration SECOND = Duration.ofSeconds(1);

    final OutboundWorld world = new OutboundWorld();

    List<Instant> attemptTimes(EventId id) {
        return world.attempts(id).stream().map(Attempt::at).toList();
    }
}
