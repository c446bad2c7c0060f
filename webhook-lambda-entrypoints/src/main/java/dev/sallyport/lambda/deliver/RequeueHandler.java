package dev.sallyport.lambda.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Puts deliveries back to work, for operators who invoke it: {@code {"batchSize":10,"maxMessages":100}} is answered by
 * {@code {"requeued":n,"failed":m}}. Thread-safe.
 */
public final class RequeueHandler implements RequestStreamHandler {

    private final RequeueFunction function;

    /** Builds the function from its environment. */
    public RequeueHandler() {
        this(DaggerRequeueComponent.create().function());
    }

    /** Takes what requeues. */
    public RequeueHandler(RequeueFunction function) {
        this.function = function;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        function.answer(event, out, context);
    }
}
