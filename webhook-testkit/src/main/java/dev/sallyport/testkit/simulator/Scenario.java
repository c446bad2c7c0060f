package dev.sallyport.testkit.simulator;

import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about, drawn before it begins. Each run leaves some kinds of fault out: a fault that hides another, as a
 * crash does that comes too early, would otherwise hide it in every run.
 *
 * @param start when the run begins; some begin shortly before midnight, when the day in archive keys changes
 * @param processes how many processes share store, archive, queue and bus
 * @param workers how many workers each process has
 * @param senders how many senders there are
 * @param eventsPerSender how many events each sends, one after the other
 * @param entities how many entities the events are about
 * @param ordering what events wait for
 * @param lateEvents what becomes of events that a newer one has overtaken
 * @param sequence how the events of the provider that numbers them wait for each other; null if they do not
 * @param retry how failed attempts are repeated
 * @param oneDatabase whether archive, record and queue are one transaction
 * @param brokerClock whether the queue has a clock of its own that nobody sets
 * @param handler whether the application has a handler
 * @param operator whether an operator redrives what died
 * @param faults the kinds of fault that this run knows
 * @param faultRate how likely a fault is at each port call
 * @param mostFaults how many faults there are in all
 * @param faultyFor after what time all goes well
 * @param poisonRate how likely an event is refused until an operator redrives it
 * @param stickiness how likely an actor goes on at a pause
 */
record Scenario(
        Instant start,
        int processes,
        int workers,
        int senders,
        int eventsPerSender,
        int entities,
        OrderingPolicy ordering,
        LateEvents lateEvents,
        @Nullable SequenceGate sequence,
        RetryPolicy retry,
        boolean oneDatabase,
        boolean brokerClock,
        boolean handler,
        boolean operator,
        Set<FaultKind> faults,
        double faultRate,
        int mostFaults,
        Duration faultyFor,
        double poisonRate,
        double stickiness) {

    private static final List<RetryPolicy> POLICIES = List.of(
            RetryPolicy.ofProcessing(),
            RetryPolicy.builder().attempts(1).build(),
            RetryPolicy.builder().attempts(2).jitter(Jitter.none()).build(),
            RetryPolicy.builder()
                    .attempts(4)
                    .backoff(Backoff.listed(Duration.ofSeconds(2), Duration.ofMinutes(2)))
                    .jitter(Jitter.proportional(0.1))
                    .build(),
            RetryPolicy.builder()
                    .attempts(5)
                    .backoff(Backoff.linear(Duration.ofSeconds(20)))
                    .jitter(Jitter.equal())
                    .maximumAge(Duration.ofMinutes(2))
                    .build());

    private static final List<Instant> STARTS =
            List.of(Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-02-28T23:59:45Z"));

    private static final List<OrderingPolicy> ORDERINGS = List.of(
            OrderingPolicy.byProvider(),
            OrderingPolicy.byProvider(),
            OrderingPolicy.byCatalogueEntity(),
            OrderingPolicy.byEntity("/entity"),
            OrderingPolicy.unordered());

    private static final List<SequenceGate> SEQUENCES = List.of(
            new SequenceGate(Duration.ofSeconds(20), 100),
            new SequenceGate(Duration.ofMinutes(2), 100),
            new SequenceGate(Duration.ofMinutes(2), 1),
            new SequenceGate(Duration.ZERO, 100));

    private static final double[] FAULT_RATES = {0, 0.02, 0.05, 0.05, 0.1, 0.1, 0.25};
    private static final double[] STICKINESS = {0.2, 0.6, 0.85, 0.97};

    static Scenario draw(RandomGenerator random) {
        int senders = 1 + random.nextInt(3);
        return new Scenario(
                STARTS.get(random.nextInt(STARTS.size())),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                senders,
                1 + random.nextInt(5 - senders),
                1 + random.nextInt(2),
                ORDERINGS.get(random.nextInt(ORDERINGS.size())),
                random.nextInt(4) == 0 ? LateEvents.MARK_STALE : LateEvents.PUBLISH,
                random.nextInt(4) == 0 ? SEQUENCES.get(random.nextInt(SEQUENCES.size())) : null,
                POLICIES.get(random.nextInt(POLICIES.size())),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                FaultPlan.someKinds(random),
                FAULT_RATES[random.nextInt(FAULT_RATES.length)],
                1 + random.nextInt(12),
                Duration.ofSeconds(5 + random.nextInt(240)),
                random.nextInt(3) == 0 ? 0.2 : 0,
                STICKINESS[random.nextInt(STICKINESS.length)]);
    }

    /** Tells whether what was published last is remembered of each key. */
    boolean remembersPositions() {
        return lateEvents == LateEvents.MARK_STALE || sequence != null;
    }

    FaultPlan faultPlan() {
        return new FaultPlan(faults, faultRate, mostFaults, faultyFor);
    }
}
