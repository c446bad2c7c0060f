package dev.sallyport.lambda.operate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sallyport.lambda.http.HttpFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers operators, whom IAM knows: {@code /internal} and everything below. Thread-safe. */
public final class OperatorApiHandler implements RequestStreamHandler {

    private final HttpFunction function;

    /** Builds the function from its environment. */
    public OperatorApiHandler() {
        this(DaggerOperatorApiComponent.create().function());
    }

    /** Takes what answers. */
    public OperatorApiHandler(HttpFunction function) {
        this.function = function;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        function.answer(event, out, context);
    }
}
