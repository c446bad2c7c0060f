package dev.sallyport.local.emulated.front;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one kind of ingress tells a function of a request, and what it makes of failures. Safe for any number of threads. */
public interface EventShape {

    /** Returns the event for a request. */
    RawPayload event(Request request, Resource resource, Passage passage);

    /** Answers where the function did not. */
    Response failure(InvocationOutcome.Failed failed);

    /** Answers where no function is. */
    Response nothingHere();

    /**
     * One passage through the ingress.
     *
     * @param id identifies the request
     * @param trace the trace header
     * @param at when it arrived
     * @param principal the ARN of whom IAM would have authorised; null where anyone may call
     */
    record Passage(
            String id, String trace, Instant at, @Nullable String principal) {}
}
