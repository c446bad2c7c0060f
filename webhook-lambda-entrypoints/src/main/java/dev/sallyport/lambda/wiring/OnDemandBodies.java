package dev.sallyport.lambda.wiring;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.core.event.RawPayload;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place for large bodies that is built when the first of them comes; most events have small ones. */
final class OnDemandBodies implements LargeBodies {

    private final Supplier<LargeBodies> bodies;

    OnDemandBodies(Supplier<LargeBodies> bodies) {
        this.bodies = bodies;
    }

    @Override
    public void keep(String key, RawPayload body) {
        bodies.get().keep(key, body);
    }

    @Override
    public @Nullable RawPayload find(String key) {
        return bodies.get().find(key);
    }
}
