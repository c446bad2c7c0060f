package dev.sallyport.aws;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import org.jspecify.annotations.Nullable;

/** Keeps the bodies that are too large for what refers to them. Safe for any number of threads. */
public interface LargeBodies {

    /**
     * Keeps a body under a key that is derived from it, so that keeping it again changes nothing.
     *
     * @throws PortUnavailableException if it was not kept
     * @throws OutcomeUnknownException if it may have been kept
     */
    void keep(String key, RawPayload body);

    /**
     * Returns the body of a key, or null.
     *
     * @throws PortUnavailableException if it cannot be read now
     */
    @Nullable
    RawPayload find(String key);
}
