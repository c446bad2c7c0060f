package dev.sallyport.lambda.telemetry;

/** Counts what happens in an invocation, and tells it at the invocation's end. */
public interface InvocationMetrics {

    /** Writes what was counted since the last call. */
    void tell(String requestId);
}
