package dev.sallyport.local.listen;

import dev.sallyport.hosting.web.Request;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was received, and what became of it.
 *
 * @param number counts from 1
 * @param at when it was there
 * @param signature {@code verified}, {@code unsigned}, {@code unchecked} where there is no secret, or why it was refused
 * @param status what it is answered; 0 for no answer
 */
public record Reception(int number, Instant at, Request request, String signature, int status) {

    /** Returns the event's id as the sender gives it; null if it gives none. */
    public @Nullable String eventId() {
        String own = request.headers().first("Sallyport-Event-Id");
        return own == null ? request.headers().first("webhook-id") : own;
    }

    /** Returns the event's type; null if the sender gives none. */
    public @Nullable String eventType() {
        return request.headers().first("Sallyport-Event-Type");
    }

    /** Returns the number of the attempt; null if the sender gives none. */
    public @Nullable String attempt() {
        return request.headers().first("Sallyport-Attempt");
    }
}
