package dev.sallyport.core.application;

import dev.sallyport.core.application.BatchProgress.Group;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.port.out.WebhookStore.ReplaceOutcome;
import dev.sallyport.core.retry.RetryDecision;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Processes batches in waves: each wave takes what may be taken of every group, publishes it in one call and records
 * it in one call.
 *
 * <p>A port that is out of reach costs no attempt: what has no outcome by then goes back to the queue, and the record
 * tells the next visit where to go on. An attempt counts once its failure is recorded.
 */
final class WebhookProcessor implements ProcessWebhooksUseCase {

    /** How long entries rest after a port was out of reach, or another worker had a hand in the record. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long an event rests that waits for a lower number, before the queue is asked whether that has arrived. */
    static final Duration LOOK_FOR_LOWER = Duration.ofSeconds(1);

    private final WebhookStore store;
    private final PayloadArchive archive;
    private final EventPublisher publisher;
    private final @Nullable WebhookHandler handler;
    private final Providers providers;
    private final PositionGate gate;
    private final InstantSource clock;
    private final Supplier<? extends RandomGenerator> random;
    private final Telemetry telemetry;

    WebhookProcessor(InboundParts parts) {
        this.store = parts.store();
        this.archive = parts.archive();
        this.publisher = parts.publisher();
        this.handler = parts.handler();
        this.providers = parts.providers();
        this.gate = new PositionGate(parts.providers(), parts.positions());
        this.clock = parts.clock();
        this.random = parts.random();
        this.telemetry = parts.telemetry();
    }

    @Override
    public List<EntryOutcome> process(List<QueuedWebhook> batch, Instant until) {
        List<WebhookId> ids = batch.stream().map(QueuedWebhook::id).distinct().toList();
        BatchProgress progress;
        try {
            progress = new BatchProgress(batch, store.findAll(ids));
        } catch (PortException e) {
            return batch.stream()
                    .<EntryOutcome>map(entry -> new EntryOutcome.Later(PAUSE))
                    .toList();
        }
        try {
            SequenceLine line = SequenceLine.arrange(providers, progress, gate, clock.instant());
            while (progress.hasOpenGroups() && clock.instant().isBefore(until)) {
                runWave(progress, line);
            }
            progress.holdBackTheRest(PAUSE);
        } catch (PortException e) {
            progress.holdBackTheRest(PAUSE);
        }
        return progress.outcomes();
    }

    private void runWave(BatchProgress progress, SequenceLine line) {
        List<Step> steps = new ArrayList<>();
        for (Group group : progress.groups()) {
            takeFrom(group, line, steps);
        }
        boolean inReach =
                publish(steps.stream().filter(step -> step.replacement == null).toList());
        List<Step> decided =
                steps.stream().filter(step -> step.replacement != null).toList();
        if (!decided.isEmpty()) {
            record(decided, progress);
        }
        if (!inReach || decided.isEmpty()) {
            // Without a decision every entry was held back: the publisher would be asked the same again at once.
            progress.holdBackTheRest(PAUSE);
        }
    }

    /**
     * Takes from a group what this wave can carry. With a handler that is one entry: the second may be handled only
     * after the first was published and recorded.
     */
    private void takeFrom(Group group, SequenceLine line, List<Step> steps) {
        Set<WebhookId> taken = new HashSet<>();
        for (QueuedWebhook entry : group.remaining()) {
            WebhookRecord record = group.record(entry);
            if (record == null || record.status().isTerminal()) {
                if (!taken.isEmpty()) {
                    return;
                }
                finish(group, record);
                if (!group.isOpen()) {
                    return;
                }
                continue;
            }
            Instant now = clock.instant();
            Duration wait = waitOf(record, line, now);
            if (wait.isPositive()) {
                if (taken.isEmpty()) {
                    group.holdBack(wait);
                }
                return;
            }
            if (!taken.add(record.id())) {
                return;
            }
            Step step = new Step(group, record);
            if (handler != null) {
                if (handle(step, handler)) {
                    steps.add(step);
                } else {
                    group.holdBack(PAUSE);
                }
                return;
            }
            steps.add(step);
        }
    }

    /** Returns how long a webhook must rest: until its next attempt, or until lower numbers have been looked for. */
    private static Duration waitOf(WebhookRecord record, SequenceLine line, Instant now) {
        Instant notBefore = record.notBefore();
        Instant lowerUntil = line.waitOf(record.id());
        Duration attempt = notBefore == null ? Duration.ZERO : Duration.between(now, notBefore);
        Duration lower = lowerUntil == null ? Duration.ZERO : Duration.between(now, lowerUntil);
        Duration look = lower.compareTo(LOOK_FOR_LOWER) < 0 ? lower : LOOK_FOR_LOWER;
        return attempt.compareTo(look) > 0 ? attempt : look;
    }

    private void finish(Group group, @Nullable WebhookRecord record) {
        if (record != null && record.status() == WebhookStatus.DEAD) {
            try {
                // Its worker may have died between mark and dead letter; storing it again replaces like by like.
                archive.storeDeadLetter(ArchiveKey.ofDeadLetter(record.id(), diedAt(record)), record);
            } catch (PortException e) {
                group.holdBack(PAUSE);
                return;
            }
        }
        group.finishHead();
    }

    /** Returns false if the handler's work has no outcome, because it could not reach what it needed. */
    private boolean handle(Step step, WebhookHandler handler) {
        try {
            handler.handle(step.record, () -> archive.read(step.record.archiveKey()));
        } catch (HandlerFailedException e) {
            fail(step, FailureKind.HANDLER, e.code());
        } catch (PortException e) {
            return false;
        } catch (RuntimeException e) {
            // A bug in the application's handler must not stop other keys; the webhook's history names its type.
            fail(step, FailureKind.HANDLER, "handler-threw-" + e.getClass().getSimpleName());
        }
        return true;
    }

    /**
     * Publishes what is undecided. A port out of reach leaves it so, and takes away nothing that was decided before:
     * an attempt that failed must be counted, whatever else goes wrong in its wave.
     *
     * @return whether all ports were in reach
     */
    private boolean publish(List<Step> steps) {
        try {
            if (!steps.isEmpty()) {
                publishAll(steps);
            }
            return true;
        } catch (PortException e) {
            return false;
        }
    }

    private void publishAll(List<Step> steps) {
        Instant now = clock.instant();
        List<WebhookRecord> marked =
                gate.mark(steps.stream().map(step -> step.record).toList());
        List<PublishOutcome> outcomes = publisher.publish(marked.stream()
                .map(record -> PublishedEvent.ofProcessed(record, now))
                .toList());
        List<Integer> published = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            switch (outcomes.get(i)) {
                case PublishOutcome.Published done -> published.add(i);
                case PublishOutcome.Refused refused -> fail(steps.get(i), FailureKind.PIPELINE, refused.code());
                case PublishOutcome.HeldBack heldBack -> {}
            }
        }
        gate.published(published.stream().map(marked::get).toList());
        published.forEach(i -> steps.get(i).replacement = marked.get(i).processed(now));
    }

    private void fail(Step step, FailureKind kind, String code) {
        Instant now = clock.instant();
        WebhookRecord record = step.record;
        FailedAttempt failure = new FailedAttempt(record.nextAttempt(), now, kind, FailedAttempt.codeOf(code));
        RetryPolicy policy = providers.retryPolicy(record.provider());
        Duration age = Duration.between(record.attemptsSince(), now);
        switch (policy.decide(failure.attempt(), age, random.get())) {
            case RetryDecision.RetryAfter retry -> {
                step.retryDelay = retry.delay();
                step.replacement = record.failed(failure, now.plus(retry.delay()));
            }
            case RetryDecision.GiveUp giveUp ->
                step.replacement = record.dead(failure, reasonOf(giveUp.reason(), kind));
        }
    }

    private static DeathReason reasonOf(RetryDecision.Reason reason, FailureKind kind) {
        return switch (reason) {
            case TOO_OLD -> DeathReason.TOO_OLD;
            case ATTEMPTS_EXHAUSTED ->
                switch (kind) {
                    case HANDLER -> DeathReason.HANDLER_FAILED;
                    case PIPELINE -> DeathReason.PIPELINE_FAILED;
                };
        };
    }

    /** Records a wave's changes; a group goes on behind what was finished and closes at what was not. */
    private void record(List<Step> steps, BatchProgress progress) {
        List<WebhookRecord> replacements = steps.stream().map(Step::decided).toList();
        List<ReplaceOutcome> outcomes = store.replaceAll(replacements);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (outcomes.get(i)) {
                case ReplaceOutcome.Replaced replaced -> {
                    progress.update(replacements.get(i));
                    settle(step, replacements.get(i));
                }
                case ReplaceOutcome.Conflict conflict -> {
                    WebhookRecord current = conflict.current();
                    if (current != null) {
                        progress.update(current);
                    }
                    step.group.holdBack(PAUSE);
                }
            }
        }
    }

    private void settle(Step step, WebhookRecord now) {
        switch (now.status()) {
            case PROCESSED -> {
                Duration sinceReceived = Duration.between(now.receivedAt(), clock.instant());
                telemetry.processed(now.provider(), now.id(), sinceReceived);
                if (now.orderMark() != OrderMark.IN_ORDER) {
                    telemetry.marked(now.provider(), now.id(), now.orderMark());
                }
                finishIfOpen(step.group, now);
            }
            case DEAD -> {
                telemetry.dead(now.provider(), now.id(), codeOf(now));
                gate.givenUp(now);
                finishIfOpen(step.group, now);
            }
            case FAILED -> {
                telemetry.failed(now.provider(), now.id(), codeOf(now), step.retryDelay);
                step.group.holdBack(step.retryDelay);
            }
            case RECEIVED -> throw new IllegalStateException("no attempt leads back to RECEIVED");
        }
    }

    /** A conflict earlier in the group has closed it: the next visit finds this record terminal and finishes it. */
    private void finishIfOpen(Group group, WebhookRecord record) {
        if (group.isOpen()) {
            finish(group, record);
        }
    }

    private static String codeOf(WebhookRecord record) {
        return record.failures().getLast().code();
    }

    private static Instant diedAt(WebhookRecord dead) {
        return dead.failures().getLast().at();
    }

    /** One entry on its way through a wave. */
    private static final class Step {

        private final Group group;
        private final WebhookRecord record;
        private @Nullable WebhookRecord replacement;
        private Duration retryDelay = Duration.ZERO;

        Step(Group group, WebhookRecord record) {
            this.group = group;
            this.record = record;
        }

        WebhookRecord decided() {
            WebhookRecord decided = replacement;
            if (decided == null) {
                throw new IllegalStateException("only decided steps are recorded");
            }
            return decided;
        }
    }
}
