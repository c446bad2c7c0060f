package dev.sallyport.core.application;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What a host must bring so that webhooks can be received and processed. */
@Value.Immutable
@ValueStyle
public interface InboundParts {

    Providers providers();

    WebhookStore store();

    PayloadArchive archive();

    ProcessingQueue queue();

    EventPublisher publisher();

    RepairRunStore repairRuns();

    /** Returns what remembers positions; null, the default, where no provider marks late events. */
    @Nullable
    OrderPositionStore positions();

    /**
     * Returns an intake that does archive, record and queue as one; null, the default, where they are separate and are
     * to be done step by step.
     */
    @Nullable
    WebhookIntake intake();

    /** Returns the application's own work on each webhook; null, the default, for none. */
    @Nullable
    WebhookHandler handler();

    /** Returns what confirms subscriptions; null, the default, if that is left to the operator. */
    @Nullable
    SubscriptionConfirmer subscriptionConfirmer();

    /** Returns what keeps secrets that providers hand over; null, the default, if none are to be taken. */
    @Nullable
    HandedOverSecrets handedOverSecrets();

    @Value.Default
    default Telemetry telemetry() {
        return Telemetry.NONE;
    }

    /** Returns the source of all time in the use cases. */
    InstantSource clock();

    /** Supplies randomness for jitter; the generator is used by the calling thread only. */
    Supplier<? extends RandomGenerator> random();

    /** Returns how long the queue reserves what it hands to a worker, 1 minute unless set. */
    @Value.Default
    default Duration visibility() {
        return Duration.ofMinutes(1);
    }

    /** Returns how long a recorded webhook may be missing from the queue before it is queued again, 60 seconds unless set. */
    @Value.Default
    default Duration strandedAfter() {
        return Duration.ofSeconds(60);
    }

    /** Returns what a provider is told to wait when a part is out of reach, 5 seconds unless set. */
    @Value.Default
    default Duration retryAfter() {
        return Duration.ofSeconds(5);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects parts; for one thread. */
    final class Builder extends ImmutableInboundParts.Builder {}
}
