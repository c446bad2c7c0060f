package dev.sallyport.local.bench;

import java.nio.ByteBuffer;

/** The requests of a load, one for each event. For one thread. */
public interface LoadRequests {

    /** Returns how many bytes a request has at most. */
    int requestBytes();

    /**
     * Writes the request of the next event.
     *
     * @param into has room for it
     * @return the event's number, zero or more
     */
    int next(ByteBuffer into);

    /** Returns the status that says that an event was accepted. */
    int success();
}
