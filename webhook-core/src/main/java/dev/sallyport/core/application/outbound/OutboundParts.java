package dev.sallyport.core.application.outbound;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.SecretGenerator;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.immutables.value.Value;

/** What a host must bring so that events can be accepted and delivered. */
@Value.Immutable
@ValueStyle
public interface OutboundParts {

    TenantStore tenants();

    EndpointStore endpoints();

    DeliveryStore deliveries();

    DeliveryQueue queue();

    DeliveryPermits permits();

    HttpSender sender();

    AddressResolver resolver();

    EventFilter filter();

    SecretCipher cipher();

    SecretGenerator secrets();

    @Value.Default
    default DeliveryTelemetry telemetry() {
        return DeliveryTelemetry.NONE;
    }

    /** Returns the source of all time in the use cases. */
    InstantSource clock();

    /** Supplies randomness for jitter; the generator is used by the calling thread only. */
    Supplier<? extends RandomGenerator> jitter();

    /** Supplies randomness for ids and API keys: MUST be cryptographically strong; used by the calling thread only. */
    Supplier<? extends RandomGenerator> ids();

    /** Runs dispatched deliveries; in the calling thread unless set. Hosts bring one with a virtual thread for each. */
    @Value.Default
    default Executor executor() {
        return Runnable::run;
    }

    /**
     * Returns how many deliveries the executor takes at once; no bound unless set. Endpoints that do not answer promptly
     * share four of five of them.
     */
    @Value.Default
    default int mostInFlight() {
        return Integer.MAX_VALUE;
    }

    /** Returns where deliveries may go; public https alone unless set. */
    @Value.Default
    default TargetPolicy targets() {
        return TargetPolicy.ofPublicHttps();
    }

    /** Returns the retry policy where neither endpoint, event type nor tenant has one. */
    @Value.Default
    default RetryPolicy retryPolicy() {
        return RetryPolicy.ofDeliveries();
    }

    @Value.Default
    default HealthPolicy health() {
        return HealthPolicy.DEFAULT;
    }

    @Value.Default
    default RetentionPolicy retention() {
        return RetentionPolicy.DEFAULT;
    }

    /** Returns how many endpoints a tenant may have, 1,000 unless set. */
    @Value.Default
    default int mostEndpoints() {
        return 1_000;
    }

    /**
     * Returns how long the queue reserves what it hands out, 2 minutes unless set: more than the longest timeout of an
     * endpoint.
     */
    @Value.Default
    default Duration visibility() {
        return Duration.ofMinutes(2);
    }

    /** Returns how long a due delivery may be missing from the queue before the sweeper enqueues it, 60 seconds unless set. */
    @Value.Default
    default Duration grace() {
        return Duration.ofSeconds(60);
    }

    /** Returns what a sender is told to wait when a part is out of reach, 5 seconds unless set. */
    @Value.Default
    default Duration retryAfter() {
        return Duration.ofSeconds(5);
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects parts; for one thread. */
    final class Builder extends ImmutableOutboundParts.Builder {}
}
