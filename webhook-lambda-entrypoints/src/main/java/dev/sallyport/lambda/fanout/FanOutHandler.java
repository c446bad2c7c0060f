package dev.sallyport.lambda.fanout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Makes events of tenants from processed webhooks, as the bus tells of them. Thread-safe. */
public final class FanOutHandler implements RequestStreamHandler {

    private final FanOut fanOut;

    /** Builds the function from its environment. */
    public FanOutHandler() {
        this(DaggerFanOutComponent.create().fanOut());
    }

    /** Takes what forwards. */
    public FanOutHandler(FanOut fanOut) {
        this.fanOut = fanOut;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        fanOut.forward(event, context);
    }
}
