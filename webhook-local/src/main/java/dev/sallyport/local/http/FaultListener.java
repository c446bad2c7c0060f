package dev.sallyport.local.http;

import dev.sallyport.hosting.web.Request;

/** Is told what clients are not: the fault behind an answer of 500. */
@FunctionalInterface
public interface FaultListener {

    /**
     * Tells that a handler threw. Messages of faults may quote what was sent: a listener that logs MUST leave them
     * out, or know them harmless.
     */
    void handlerFailed(Request request, Throwable fault);
}
