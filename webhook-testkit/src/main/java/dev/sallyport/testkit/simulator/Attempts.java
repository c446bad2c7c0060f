package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.simulator.stage.Actor;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Instant;

/** Checks at its beginning that an attempt may be made, by what its worker has read. */
final class Attempts {

    private final History history;
    private final Scheduler scheduler;
    private final RetryPolicy policy;

    Attempts(History history, Scheduler scheduler, RetryPolicy policy) {
        this.history = history;
        this.scheduler = scheduler;
        this.policy = policy;
    }

    void publishing(PublishedEvent event) {
        Actor actor = scheduler.current();
        WebhookRecord record = actor.lastSeen(event.webhookId());
        if (record == null) {
            history.violated(Guarantee.G3, event.webhookId() + " is published by a worker that never read its record");
        } else if (event.replay()) {
            if (record.status() != WebhookStatus.PROCESSED) {
                history.violated(Guarantee.G3, event.webhookId() + " is replayed while it is " + record.status());
            }
        } else {
            check(record, actor);
            if (event.attempt() != record.nextAttempt()) {
                history.violated(
                        Guarantee.G6,
                        event.webhookId() + " is published as attempt " + event.attempt() + " instead of "
                                + record.nextAttempt());
            }
        }
    }

    void handling(WebhookRecord record) {
        Actor actor = scheduler.current();
        if (!record.equals(actor.lastSeen(record.id()))) {
            history.violated(Guarantee.G3, record.id() + " is handled by a record that is not the newest read");
        }
        check(record, actor);
    }

    /** An attempt that failed is an attempt, whatever else goes wrong: its worker must try to record it. */
    void failed(WebhookId id) {
        scheduler.current().failedAt(id);
    }

    /** Called when a worker settles entries: by then it must have tried to record every failure. */
    void settling() {
        for (WebhookId id : scheduler.current().unrecordedFailures()) {
            history.violated(Guarantee.G6, "an attempt of " + id + " failed and was not counted");
        }
    }

    private void check(WebhookRecord record, Actor actor) {
        if (record.status().isTerminal()) {
            history.violated(Guarantee.G3, record.id() + " is attempted although it was read as " + record.status());
        }
        if (record.nextAttempt() > policy.attempts()) {
            history.violated(
                    Guarantee.G6,
                    record.id() + " is attempted for the " + record.nextAttempt() + ". time of " + policy.attempts());
        }
        Instant notBefore = record.notBefore();
        if (notBefore != null && actor.latestReading().isBefore(notBefore)) {
            history.violated(
                    Guarantee.G6,
                    record.id() + " is attempted at " + actor.latestReading() + ", which is before " + notBefore);
        }
    }
}
