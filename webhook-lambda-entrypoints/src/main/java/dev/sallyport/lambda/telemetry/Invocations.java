package dev.sallyport.lambda.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sallyport.hosting.telemetry.JsonLines;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** Frames each invocation: its trace before, its counts after, and its faults. Thread-safe. */
public final class Invocations {

    private static final int MOST_FRAMES = 20;

    private final Traces traces;
    private final JsonLines lines;
    private final List<InvocationMetrics> metrics;

    /**
     * Makes a frame.
     *
     * @param metrics tell at each invocation's end
     */
    public Invocations(Traces traces, JsonLines lines, List<InvocationMetrics> metrics) {
        this.traces = traces;
        this.lines = lines;
        this.metrics = List.copyOf(metrics);
    }

    /**
     * Runs the work of one invocation.
     *
     * @param trace the trace header that came with the event; that of the function itself, where it has one, goes before
     */
    public <T> T run(Context context, @Nullable String trace, Supplier<T> work) {
        String own = Traces.checked(context.getXrayTraceId());
        traces.begin(own == null ? trace : own);
        try {
            return work.get();
        } finally {
            traces.end();
            for (InvocationMetrics each : metrics) {
                each.tell(context.getAwsRequestId());
            }
        }
    }

    /** Tells of a message in a queue that nobody here has written. */
    public void foreignMessage(String messageId) {
        lines.write(Level.WARNING, "foreign-message", "message_id", messageId);
    }

    /**
     * Tells of a fault of the program: its types and frames, without messages, which may quote what was sent.
     *
     * @param during what was being done
     */
    public void fault(String during, Throwable fault) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            trace.append(trace.isEmpty() ? "" : "\ncaused by ")
                    .append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                trace.append("\n  at ").append(frames[i]);
            }
        }
        lines.write(Level.SEVERE, "fault", "during", during, "trace", trace.toString());
    }
}
