package dev.sallyport.lambda.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.renewal.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;
import org.jspecify.annotations.Nullable;

/** Answers tenants: {@code /events}, {@code /endpoints}, {@code /deliveries}. Thread-safe. */
public final class EventApiHandler implements RequestStreamHandler {

    private final HttpFunction function;

    /** Held here because the registry of resources may hold it weakly. */
    private final @Nullable Snapshot snapshot;

    /** Builds the function from its environment. */
    public EventApiHandler() {
        EventApiComponent component = DaggerEventApiComponent.create();
        this.function = component.function();
        this.snapshot = component.snapshot();
        Core.getGlobalContext().register(snapshot);
    }

    /** Takes what answers. */
    public EventApiHandler(HttpFunction function) {
        this.function = function;
        this.snapshot = null;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        function.answer(event, out, context);
    }
}
