package dev.sallyport.hosting.calls;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.key.KeyAccess;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.TokenGrant;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Gets providers' keys as each lets itself be asked; asks anew each time, so that it needs a cache around it.
 * Thread-safe.
 */
final class HttpKeyResolver implements KeyResolver {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final GuardedClient client;
    private final ApplicationTokens tokens;

    HttpKeyResolver(GuardedClient client, ApplicationTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        TokenGrant grant = request.access().token();
        if (grant == null) {
            return ask(request, null);
        }
        return switch (tokens.tokenFor(grant)) {
            case ApplicationTokens.Outcome.Granted granted -> {
                Asking asking = new Asking(grant, granted.token());
                yield ask(request, asking);
            }
            case ApplicationTokens.Outcome.Failed failed ->
                new KeyResolution.Unavailable("no token to ask for the key with: " + failed.reason());
        };
    }

    /** Under which token a key is asked for. */
    private record Asking(TokenGrant grant, String token) {

        @Override
        public String toString() {
            return grant.toString();
        }
    }

    private KeyResolution ask(KeyRequest request, @Nullable Asking asking) {
        // One byte more than a document may have, so that one that is too long is seen to be.
        CallOutcome outcome = client.call(
                request.url(),
                url -> message(url, request, asking == null ? null : asking.token()),
                LONGEST_DOCUMENT + 1);
        return switch (outcome) {
            case CallOutcome.Answered answered -> read(request, asking, answered);
            case CallOutcome.NotSent notSent -> new KeyResolution.Unavailable(notSent.reason());
            case CallOutcome.Unanswered unanswered -> new KeyResolution.Unavailable(unanswered.reason());
        };
    }

    private static HttpUriRequestBase message(URI url, KeyRequest request, @Nullable String token) {
        RawPayload question = request.access().question(request.keyId());
        HttpUriRequestBase message = question == null ? new HttpGet(url) : new HttpPost(url);
        if (question != null) {
            message.setEntity(new ByteArrayEntity(question.toByteArray(), ContentType.APPLICATION_JSON));
        }
        if (token != null) {
            message.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        return message;
    }

    private KeyResolution read(KeyRequest request, @Nullable Asking asking, CallOutcome.Answered answered) {
        int status = answered.status();
        KeyAccess access = request.access();
        if (status == 200) {
            return KeyResolution.ofDocument(request, answered.body().toByteArray());
        }
        // A host that wants a token says by 403 what is wrong with the token, and by 404 that there is no such key.
        boolean isAbsence = status == NOT_FOUND || status == GONE || (status == FORBIDDEN && asking == null);
        if (isAbsence || access.isAbsence(status, answered.body())) {
            return new KeyResolution.Absent();
        }
        if (status == UNAUTHORIZED && asking != null) {
            tokens.forget(asking.grant(), asking.token());
        }
        return new KeyResolution.Unavailable("answered " + status);
    }
}
