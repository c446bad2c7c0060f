package dev.sallyport.lambda.queue;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.in.DeliverUseCase;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.core.port.out.DeliveryQueue.Receipt;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.lambda.queue.QueueMessages.QueueMessage;
import dev.sallyport.lambda.telemetry.Invocations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the deliveries of a batch, all at once, each within its endpoint's timeout, and tells the queue which are given
 * back and for how long. Thread-safe.
 *
 * <p>A queue counts how often it hands a message out, while waiting for an endpoint's breaker or rate is no fault of the
 * message: one that was handed out often is sent anew in place of being given back once more.
 */
public final class DeliveryBatches {

    /** The longest timeout of an endpoint, and what recording its outcome may take. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(75);

    private static final int OFTEN = 3;

    private final DeliverUseCase delivering;
    private final DeliveryQueue queue;
    private final Function<String, @Nullable DeliveryId> reading;
    private final Invocations invocations;

    /**
     * Makes it.
     *
     * @param queue the queue that the batches come from
     * @param reading returns the delivery that a message is about; null if it is none of Sallyport's messages
     */
    public DeliveryBatches(
            DeliverUseCase delivering,
            DeliveryQueue queue,
            Function<String, @Nullable DeliveryId> reading,
            Invocations invocations) {
        this.delivering = delivering;
        this.queue = queue;
        this.reading = reading;
        this.invocations = invocations;
    }

    /** Delivers a batch and returns the messages that are given back: all, if too little time is left for an attempt. */
    public List<QueueMessage> handle(List<QueueMessage> batch, Context context) {
        return invocations.run(context, null, () -> {
            boolean inTime = context.getRemainingTimeInMillis() >= LONGEST_ATTEMPT.toMillis();
            return inTime ? deliver(batch) : batch;
        });
    }

    private List<QueueMessage> deliver(List<QueueMessage> batch) {
        List<QueueMessage> givenBack = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> settled = new ArrayList<>(batch.size());
            for (QueueMessage message : batch) {
                settled.add(threads.submit(() -> isSettled(message)));
            }
            for (int i = 0; i < batch.size(); i++) {
                if (!isTrue(settled.get(i))) {
                    givenBack.add(batch.get(i));
                }
            }
        }
        return givenBack;
    }

    private boolean isTrue(Future<Boolean> settled) {
        try {
            return settled.get();
        } catch (ExecutionException e) {
            invocations.fault("delivering", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isSettled(QueueMessage message) {
        DeliveryId id = reading.apply(message.body());
        if (id == null) {
            invocations.foreignMessage(message.id());
            return false;
        }
        return switch (delivering.deliver(id)) {
            case DeliverResult.Finished finished -> true;
            case DeliverResult.Later later -> isSentAnew(message, id, later.delay());
        };
    }

    private boolean isSentAnew(QueueMessage message, DeliveryId id, Duration delay) {
        String tenant = message.group();
        try {
            if (tenant != null && TenantId.isWellFormed(tenant) && message.receives() >= OFTEN) {
                queue.enqueue(List.of(new Entry(id, new TenantId(tenant), delay)));
                return true;
            }
            queue.release(new Receipt(message.receipt()), delay);
        } catch (PortException e) {
            // It becomes visible when the queue's own timeout has passed; the store knows when it is due.
            return false;
        }
        return false;
    }
}
