package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.simulator.stage.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run of outbound delivery is made of.
 *
 * @param processes how many processes share the stores
 * @param workers how many workers each process has
 * @param senders how many senders there are
 * @param eventsPerSender how many events each sends, one after the other
 * @param sharedQueue whether the queue outlives processes, instead of each having its own in memory
 * @param queueCapacity how many deliveries a queue holds
 * @param retry how failed attempts are repeated
 * @param health when failures of an endpoint have consequences
 * @param receivers how each endpoint behaves
 * @param faults what may go wrong
 * @param stickiness how likely an actor goes on at a pause
 */
record OutboundScenario(
        Instant start,
        int processes,
        int workers,
        int senders,
        int eventsPerSender,
        boolean sharedQueue,
        int queueCapacity,
        RetryPolicy retry,
        HealthPolicy health,
        List<Receiving> receivers,
        FaultPlan faults,
        double stickiness) {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<RetryPolicy> POLICIES = List.of(
            RetryPolicy.builder()
                    .attempts(6)
                    .backoff(Backoff.exponential(Duration.ofSeconds(2)))
                    .jitter(Jitter.proportional(0.1))
                    .build(),
            RetryPolicy.builder().attempts(1).build(),
            RetryPolicy.builder().attempts(2).jitter(Jitter.none()).build(),
            RetryPolicy.builder()
                    .attempts(4)
                    .backoff(Backoff.listed(Duration.ofSeconds(5), Duration.ofMinutes(70)))
                    .build(),
            RetryPolicy.builder()
                    .attempts(5)
                    .backoff(Backoff.linear(Duration.ofSeconds(20)))
                    .maximumAge(Duration.ofMinutes(2))
                    .build());

    private static final List<HealthPolicy> HEALTHS = List.of(
            HealthPolicy.DEFAULT,
            new HealthPolicy(2, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1)),
            new HealthPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5)));

    private static final double[] FAILURE_RATES = {0, 0.1, 0.1, 0.1, 0.5, 1};
    private static final double[] FAULT_RATES = {0, 0.02, 0.05, 0.05, 0.1, 0.1, 0.25};
    private static final double[] STICKINESS = {0.2, 0.6, 0.85, 0.97};

    /**
     * How one endpoint behaves.
     *
     * @param ordered whether it asked for keyed order
     * @param filtered whether it wants some events only
     * @param failureRate how likely an attempt fails
     * @param goneRate how likely it asks not to be called again
     * @param limit how many attempts it takes; null for no limit
     */
    record Receiving(
            boolean ordered,
            boolean filtered,
            double failureRate,
            double goneRate,
            @Nullable RateLimit limit) {}

    static OutboundScenario draw(RandomGenerator random) {
        return new OutboundScenario(
                START,
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                random.nextBoolean(),
                random.nextInt(4) == 0 ? 2 : 1_000,
                POLICIES.get(random.nextInt(POLICIES.size())),
                HEALTHS.get(random.nextInt(HEALTHS.size())),
                IntStream.range(0, 1 + random.nextInt(2))
                        .mapToObj(i -> drawReceiver(random))
                        .toList(),
                new FaultPlan(
                        FaultPlan.someKinds(random),
                        FAULT_RATES[random.nextInt(FAULT_RATES.length)],
                        1 + random.nextInt(12),
                        Duration.ofSeconds(5 + random.nextInt(240))),
                STICKINESS[random.nextInt(STICKINESS.length)]);
    }

    private static Receiving drawReceiver(RandomGenerator random) {
        return new Receiving(
                random.nextInt(3) > 0,
                random.nextInt(4) == 0,
                FAILURE_RATES[random.nextInt(FAILURE_RATES.length)],
                random.nextInt(8) == 0 ? 0.1 : 0,
                random.nextInt(4) == 0 ? new RateLimit(2, Duration.ofSeconds(10), 1) : null);
    }
}
