package dev.sallyport.lambda.queue;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.lambda.queue.QueueMessages.QueueMessage;
import dev.sallyport.lambda.telemetry.Invocations;
import dev.sallyport.lambda.telemetry.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works through batches of queued webhooks, and tells the queue what is to be given back and for how long.
 *
 * <p>Of each message group the first message that is not finished is given back, and all behind it, whatever became of
 * them: so the queue hands the group out again in its order. Thread-safe.
 */
public final class WebhookBatches {

    /** What one more round of calls may take, and the answer after it: nothing is begun when less is left. */
    private static final Duration RESERVE = Duration.ofSeconds(8);

    private final BatchWork work;
    private final ProcessingQueue queue;
    private final Traces traces;
    private final Invocations invocations;
    private final InstantSource clock;

    /**
     * Makes it.
     *
     * @param queue the queue that the batches come from, for hiding what is given back
     */
    public WebhookBatches(
            BatchWork work, ProcessingQueue queue, Traces traces, Invocations invocations, InstantSource clock) {
        this.work = work;
        this.queue = queue;
        this.traces = traces;
        this.invocations = invocations;
        this.clock = clock;
    }

    /** What is done with the webhooks of a batch. */
    public interface BatchWork {

        /** Returns the webhook that a message is about; null if it is none of Sallyport's messages. */
        @Nullable
        WebhookId webhookIn(String body);

        /**
         * Works through messages.
         *
         * @param until nothing more is begun from this instant on
         * @return one outcome per message, in the order given
         */
        List<EntryOutcome> work(List<String> bodies, Instant until);
    }

    /** Works through a batch and returns the messages that are given back. */
    public List<QueueMessage> handle(List<QueueMessage> batch, Context context) {
        return invocations.run(context, null, () -> {
            Instant until = clock.instant()
                    .plusMillis(context.getRemainingTimeInMillis())
                    .minus(RESERVE);
            return handle(batch, until);
        });
    }

    private List<QueueMessage> handle(List<QueueMessage> batch, Instant until) {
        List<QueueMessage> ours = new ArrayList<>();
        Map<WebhookId, String> traced = new HashMap<>();
        for (QueueMessage message : batch) {
            WebhookId id = work.webhookIn(message.body());
            if (id == null) {
                invocations.foreignMessage(message.id());
            } else {
                ours.add(message);
                String trace = message.trace();
                if (trace != null) {
                    traced.put(id, trace);
                }
            }
        }
        traces.enter(traced);
        List<EntryOutcome> outcomes =
                work.work(ours.stream().map(QueueMessage::body).toList(), until);
        Map<QueueMessage, Duration> waits = new HashMap<>();
        for (int i = 0; i < ours.size(); i++) {
            if (outcomes.get(i) instanceof EntryOutcome.Later later) {
                waits.put(ours.get(i), later.delay());
            }
        }
        return giveBack(batch, new HashSet<>(ours), waits);
    }

    /** A message that is none of ours is given back unhidden: the queue's own count brings it to the dead letters. */
    private List<QueueMessage> giveBack(
            List<QueueMessage> batch, Set<QueueMessage> ours, Map<QueueMessage, Duration> waits) {
        List<QueueMessage> givenBack = new ArrayList<>();
        Map<String, Duration> closed = new HashMap<>();
        Map<Duration, List<Receipt>> hidden = new LinkedHashMap<>();
        for (QueueMessage message : batch) {
            String group = message.group();
            Duration wait = waits.get(message);
            if (wait == null && group != null) {
                wait = closed.get(group);
            }
            if (wait != null) {
                Duration longer = WaitPolicy.waitOf(wait, message.receives());
                hidden.computeIfAbsent(longer, first -> new ArrayList<>()).add(new Receipt(message.receipt()));
                if (group != null) {
                    closed.putIfAbsent(group, wait);
                }
            }
            if (wait != null || !ours.contains(message)) {
                givenBack.add(message);
            }
        }
        hidden.forEach(this::hide);
        return givenBack;
    }

    private void hide(Duration wait, List<Receipt> receipts) {
        try {
            queue.release(receipts, wait);
        } catch (PortException e) {
            // They become visible when the queue's own timeout has passed: late, and never early.
            return;
        }
    }
}
