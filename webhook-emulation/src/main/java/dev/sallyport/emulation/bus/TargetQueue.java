package dev.sallyport.emulation.bus;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Delivers events to one target: first attempts in the order of arrival, repeated ones when their wait is over, so that
 * a failing event holds up no other. Safe for any number of threads.
 */
final class TargetQueue implements AutoCloseable {

    private final String arn;
    private final String ruleArn;
    private final EventTarget target;
    private final RetryRule retry;
    private final Surroundings surroundings;
    private final ExecutorService first =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    TargetQueue(String arn, String ruleArn, EventTarget target, RetryRule retry, Surroundings surroundings) {
        this.arn = arn;
        this.ruleArn = ruleArn;
        this.target = target;
        this.retry = retry;
        this.surroundings = surroundings;
    }

    String arn() {
        return arn;
    }

    void add(String envelope) {
        Instant arrived = surroundings.clock().instant();
        try {
            first.execute(() -> attempt(envelope, arrived, 0));
        } catch (RejectedExecutionException e) {
            // The target was replaced or the stand-in stops, while this event was being matched.
            surroundings.dropped(arn);
        }
    }

    private void attempt(String envelope, Instant arrived, int repeated) {
        try {
            target.deliver(envelope);
        } catch (TargetFailedException e) {
            boolean old =
                    arrived.plus(retry.age()).isBefore(surroundings.clock().instant());
            if (repeated < retry.repetitions() && !old) {
                repeatLater(envelope, arrived, repeated + 1);
            } else {
                giveUp(envelope, repeated, e);
            }
        }
    }

    private void repeatLater(String envelope, Instant arrived, int repetition) {
        CompletableFuture.delayedExecutor(
                        surroundings.backoff().before(repetition).toMillis(),
                        TimeUnit.MILLISECONDS,
                        Thread::startVirtualThread)
                .execute(() -> repeat(envelope, arrived, repetition));
    }

    private void repeat(String envelope, Instant arrived, int repetition) {
        if (first.isShutdown()) {
            surroundings.dropped(arn);
        } else {
            attempt(envelope, arrived, repetition);
        }
    }

    private void giveUp(String envelope, int repeated, TargetFailedException failure) {
        String queue = retry.deadLetterArn();
        if (queue == null) {
            surroundings.dropped(arn);
            return;
        }
        surroundings
                .deadLetters()
                .keep(
                        queue,
                        envelope,
                        Map.of(
                                "RULE_ARN", ruleArn,
                                "TARGET_ARN", arn,
                                "ERROR_CODE", failure.code(),
                                "ERROR_MESSAGE", String.valueOf(failure.getMessage()),
                                "RETRY_ATTEMPTS", Integer.toString(repeated)));
    }

    @Override
    public void close() {
        first.shutdownNow();
    }

    /** What all targets share. */
    interface Surroundings {

        Clock clock();

        Backoff backoff();

        DeadLetters deadLetters();

        /** An event will not reach that target. */
        void dropped(String targetArn);
    }
}
