package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.simulator.stage.ExtremeRandom;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees every change of a record as it takes effect, and checks that it is one of those that exist. */
final class ObservedStore implements WebhookStore {

    private final WebhookStore store;
    private final History history;
    private final RetryPolicy policy;

    ObservedStore(WebhookStore store, History history, RetryPolicy policy) {
        this.store = store;
        this.history = history;
        this.policy = policy;
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        return store.create(record);
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        return store.find(id);
    }

    @Override
    public Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        return store.findAll(ids);
    }

    @Override
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        Map<WebhookId, WebhookRecord> before =
                store.findAll(replacements.stream().map(WebhookRecord::id).toList());
        List<ReplaceOutcome> outcomes = store.replaceAll(replacements);
        for (int i = 0; i < outcomes.size(); i++) {
            WebhookRecord after = replacements.get(i);
            WebhookRecord old = before.get(after.id());
            if (outcomes.get(i) instanceof ReplaceOutcome.Replaced && old != null && !old.equals(after)) {
                changed(old, after);
            }
        }
        return outcomes;
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        return store.list(query);
    }

    @Override
    public List<WebhookRecord> stranded(Instant before, int limit) {
        return store.stranded(before, limit);
    }

    private void changed(WebhookRecord old, WebhookRecord now) {
        if (!isAllowed(old.status(), now.status())) {
            history.violated(Guarantee.G1, now.id() + " went from " + old.status() + " to " + now.status());
        }
        if (!old.orderingKey().equals(now.orderingKey())
                || !old.bodySha256().equals(now.bodySha256())
                || !old.archiveKey().equals(now.archiveKey())) {
            history.violated(Guarantee.G3, now.id() + " changed its key, its bytes or their place");
        }
        switch (now.status()) {
            case FAILED -> {
                if (now.failures().size() > old.failures().size()) {
                    checkFailure(old, now);
                    checkDelay(now);
                }
            }
            case DEAD -> {
                history.died(now.id());
                checkFailure(old, now);
            }
            case RECEIVED, PROCESSED -> {}
        }
    }

    private static boolean isAllowed(WebhookStatus from, WebhookStatus to) {
        return switch (from) {
            case RECEIVED -> true;
            case FAILED -> to != WebhookStatus.RECEIVED;
            case DEAD -> to == WebhookStatus.RECEIVED;
            case PROCESSED -> false;
        };
    }

    private void checkFailure(WebhookRecord old, WebhookRecord now) {
        int attempts = now.failures().size();
        if (attempts != old.failures().size() + 1
                || now.failures().getLast().attempt() != attempts
                || attempts > policy.attempts()
                || (now.status() == WebhookStatus.FAILED && attempts == policy.attempts())) {
            history.violated(
                    Guarantee.G6,
                    now.id() + " is " + now.status() + " with " + attempts + " failures after "
                            + old.failures().size() + " of " + policy.attempts());
        }
    }

    private void checkDelay(WebhookRecord now) {
        FailedAttempt last = now.failures().getLast();
        Duration delay = Duration.between(last.at(), Objects.requireNonNull(now.notBefore()));
        Duration scheduled = policy.backoff().delayAfter(last.attempt());
        Duration least = policy.jitter().apply(scheduled, ExtremeRandom.LEAST);
        Duration most = policy.jitter().apply(scheduled, ExtremeRandom.MOST);
        if (delay.compareTo(least) < 0 || delay.compareTo(most) > 0) {
            history.violated(
                    Guarantee.G6,
                    now.id() + " waits " + delay + " after attempt " + last.attempt() + " instead of " + least + " to "
                            + most);
        }
    }
}
