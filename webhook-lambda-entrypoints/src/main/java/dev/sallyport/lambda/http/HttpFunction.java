package dev.sallyport.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.lambda.telemetry.Invocations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers HTTP events: what every function with a door has in common. Thread-safe. */
public final class HttpFunction {

    private final Desk desk;
    private final int maxBodyBytes;
    private final Invocations invocations;

    /**
     * Makes a function.
     *
     * @param maxBodyBytes the largest body let in; a larger one is answered 413
     */
    public HttpFunction(Desk desk, int maxBodyBytes, Invocations invocations) {
        this.desk = desk;
        this.maxBodyBytes = maxBodyBytes;
        this.invocations = invocations;
    }

    /** Answers calls. */
    @FunctionalInterface
    public interface Desk {

        /** Answers a call. Whatever is thrown instead becomes a 500 that tells the client nothing. */
        Response answer(HttpCall call);
    }

    /**
     * Answers one event.
     *
     * @throws IOException if it is no HTTP event, or a stream fails
     */
    public void answer(InputStream event, OutputStream out, Context context) throws IOException {
        HttpCall call = HttpEventReader.read(event);
        Response response = invocations.run(context, call.trace(), () -> answer(call));
        HttpAnswerWriter.write(response, call.form(), out);
    }

    private Response answer(HttpCall call) {
        if (call.request().body().size() > maxBodyBytes) {
            return Problem.of(413, "too-large", "the body is larger than " + maxBodyBytes + " bytes")
                    .toResponse();
        }
        try {
            return desk.answer(call);
        } catch (RuntimeException fault) {
            invocations.fault(
                    "answering " + call.request().method() + " "
                            + call.request().path(),
                    fault);
            return Problem.of(500, "internal", "an error inside the gateway; it was recorded")
                    .toResponse();
        }
    }
}
