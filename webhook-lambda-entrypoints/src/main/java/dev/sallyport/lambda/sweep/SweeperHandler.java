package dev.sallyport.lambda.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Sweeps when a schedule says so; whatever else the event says is not read. Thread-safe. */
public final class SweeperHandler implements RequestStreamHandler {

    private final Sweep sweep;

    /** Builds the function from its environment. */
    public SweeperHandler() {
        this(DaggerSweeperComponent.create().sweep());
    }

    /** Takes what sweeps. */
    public SweeperHandler(Sweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        sweep.run(context).writeTo(out);
    }
}
