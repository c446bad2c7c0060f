package dev.sallyport.hosting.calls;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.key.TokenGrant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens for applications' credentials (RFC 6749 section 4.4) and keeps each until shortly before it expires. One
 * grant is asked for by one thread at a time. Thread-safe.
 */
final class ApplicationTokens {

    private static final int LONGEST_ANSWER = 65_536;
    private static final int LONGEST_TOKEN = 8_192;

    /** So much before a token expires it is not used any more: a call and the difference of two clocks fit in. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(1).toSeconds();

    private final GuardedClient client;
    private final InstantSource clock;

    /** As many as providers are configured that want tokens: what requests hold does not get in here. */
    private final Map<TokenGrant, Shelf> shelves = new ConcurrentHashMap<>();

    ApplicationTokens(GuardedClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What came of wanting a token. */
    sealed interface Outcome {

        /** There is one. */
        record Granted(String token) implements Outcome {

            @Override
            public String toString() {
                return "Granted";
            }
        }

        /**
         * There is none.
         *
         * @param reason why, for operators: names no more than the host
         */
        record Failed(String reason) implements Outcome {}
    }

    private record Kept(String token, Instant until) {

        @Override
        public String toString() {
            return "Kept[until " + until + "]";
        }
    }

    private static final class Shelf {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Kept kept;
    }

    /** Returns the token that is kept, or gets one. Never throws. */
    Outcome tokenFor(TokenGrant grant) {
        Shelf shelf = shelves.computeIfAbsent(grant, unknown -> new Shelf());
        shelf.lock.lock();
        try {
            Kept kept = shelf.kept;
            if (kept != null && clock.instant().isBefore(kept.until())) {
                return new Outcome.Granted(kept.token());
            }
            shelf.kept = null;
            return get(grant, shelf);
        } finally {
            shelf.lock.unlock();
        }
    }

    /** Forgets a token that was not accepted, unless another has taken its place by now. */
    void forget(TokenGrant grant, String token) {
        Shelf shelf = shelves.computeIfAbsent(grant, unknown -> new Shelf());
        shelf.lock.lock();
        try {
            Kept kept = shelf.kept;
            if (kept != null && kept.token().equals(token)) {
                shelf.kept = null;
            }
        } finally {
            shelf.lock.unlock();
        }
    }

    private Outcome get(TokenGrant grant, Shelf shelf) {
        String host = URI.create(grant.url()).getHost();
        return switch (client.call(grant.url(), url -> message(url, grant), LONGEST_ANSWER)) {
            case CallOutcome.Answered answered -> read(host, answered, shelf);
            case CallOutcome.NotSent notSent -> new Outcome.Failed(notSent.reason());
            case CallOutcome.Unanswered unanswered -> new Outcome.Failed(unanswered.reason());
        };
    }

    private static HttpUriRequestBase message(URI url, TokenGrant grant) {
        Map<String, String> fields = new TreeMap<>(grant.form());
        fields.put("grant_type", "client_credentials");
        StringJoiner form = new StringJoiner("&");
        fields.forEach((name, value) -> form.add(encoded(name) + "=" + encoded(value)));
        // RFC 6749 section 2.3.1: each half is encoded as in a form before the two are joined.
        String credentials = encoded(grant.clientId()) + ":" + encoded(grant.clientSecret());
        HttpPost message = new HttpPost(url);
        message.setHeader(
                HttpHeaders.AUTHORIZATION,
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
        message.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        message.setEntity(new StringEntity(form.toString(), ContentType.APPLICATION_FORM_URLENCODED));
        return message;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Outcome read(String host, CallOutcome.Answered answered, Shelf shelf) {
        if (answered.status() != 200) {
            return new Outcome.Failed(host + " answered " + answered.status());
        }
        RawPayload body = answered.body();
        Map<String, Object> object = JsonDocument.readObject(body);
        if (object == null || !(object.get("access_token") instanceof String token) || !isSendable(token)) {
            return new Outcome.Failed(host + " answered without a token");
        }
        shelf.kept = new Kept(token, clock.instant().plus(life(object.get("expires_in"))));
        return new Outcome.Granted(token);
    }

    /** A token of unknown life is used for the call at hand only. */
    private static Duration life(@Nullable Object expiresIn) {
        if (!(expiresIn instanceof Long seconds)) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(Math.max(seconds, 0), LONGEST_LIFE_SECONDS))
                .minus(MARGIN);
    }

    /** A header's value: RFC 6750 allows fewer characters than providers use in fact. */
    private static boolean isSendable(String token) {
        return !token.isEmpty()
                && token.length() <= LONGEST_TOKEN
                && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
