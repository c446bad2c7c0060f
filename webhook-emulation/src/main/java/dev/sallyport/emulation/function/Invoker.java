package dev.sallyport.emulation.function;

import org.jspecify.annotations.Nullable;

/** Runs a function on an event and waits for what comes of it. Safe for any number of threads. */
@FunctionalInterface
public interface Invoker {

    /**
     * Invokes the function.
     *
     * @param event JSON
     * @param trace the trace header to go on with; null to begin a trace
     */
    InvocationOutcome invoke(String event, @Nullable String trace) throws InterruptedException;
}
