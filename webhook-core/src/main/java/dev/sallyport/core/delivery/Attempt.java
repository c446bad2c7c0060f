package dev.sallyport.core.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one delivery; recorded with the change it made to the delivery, in one write.
 *
 * @param delivery which delivery
 * @param number its number among all attempts of the delivery, from 1; it goes on counting when a delivery is requeued
 * @param at when the attempt began, in whole milliseconds
 * @param duration how long it took, resolving included
 * @param result what it brought
 * @param nextAttemptAt the earliest instant of the next attempt; null if none follows
 */
public record Attempt(
        DeliveryId delivery,
        int number,
        Instant at,
        Duration duration,
        AttemptResult result,
        @Nullable Instant nextAttemptAt) {

    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("number counts from 1");
        }
    }
}
