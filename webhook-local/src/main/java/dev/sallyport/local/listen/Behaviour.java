package dev.sallyport.local.listen;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver answers.
 *
 * @param status what it answers, 200 to 599
 * @param retryAfter the value of {@code Retry-After}, sent as it is; null for none
 * @param delay how long it takes to answer, zero or more
 * @param manner how the answer goes over the wire, if at all
 * @param requests how many requests are answered so, the first ones; the others are answered 200 at once
 */
public record Behaviour(int status, @Nullable String retryAfter, Duration delay, Manner manner, int requests) {

    /** What a receiver answers that is well. */
    public static final Behaviour WELL = new Behaviour(200, null, Duration.ZERO, Manner.WHOLE, Integer.MAX_VALUE);

    public Behaviour {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status is 200 to 599, not " + status);
        }
        if (delay.isNegative() || requests < 0) {
            throw new IllegalArgumentException("a delay and a number of requests are zero or more");
        }
    }

    /** Returns how to answer a request, counted from 1. */
    Behaviour towards(int number) {
        return number <= requests ? this : WELL;
    }

    /** Tells whether a status is sent at all. */
    boolean answers() {
        return manner != Manner.HANG && manner != Manner.CLOSE;
    }

    Response response() {
        Response response = new Response(status, Headers.none(), RawPayload.empty());
        String value = retryAfter;
        response = value == null ? response : response.with("Retry-After", value);
        return manner == Manner.BOMB ? response.with("Content-Encoding", "gzip") : response;
    }
}
