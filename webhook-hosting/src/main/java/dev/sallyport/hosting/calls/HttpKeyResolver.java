package dev.sallyport.hosting.calls;

import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** Gets providers' keys by GET; asks anew each time, so that it needs a cache around it. Thread-safe. */
final class HttpKeyResolver implements KeyResolver {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final GuardedClient client;

    HttpKeyResolver(GuardedClient client) {
        this.client = client;
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        // One byte more than a document may have, so that one that is too long is seen to be.
        return switch (client.call(request.url(), HttpGet::new, LONGEST_DOCUMENT + 1)) {
            case CallOutcome.Answered answered -> read(request, answered);
            case CallOutcome.NotSent notSent -> new KeyResolution.Unavailable();
            case CallOutcome.Unanswered unanswered -> new KeyResolution.Unavailable();
        };
    }

    private static KeyResolution read(KeyRequest request, CallOutcome.Answered answered) {
        return switch (answered.status()) {
            case 200 -> KeyResolution.ofDocument(request, answered.body().toByteArray());
            case FORBIDDEN, NOT_FOUND, GONE -> new KeyResolution.Absent();
            default -> new KeyResolution.Unavailable();
        };
    }
}
