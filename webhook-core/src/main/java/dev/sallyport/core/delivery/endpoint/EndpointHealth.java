package dev.sallyport.core.delivery.endpoint;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.endpoint.Breaker.Closed;
import dev.sallyport.core.delivery.endpoint.Breaker.Open;
import dev.sallyport.core.delivery.endpoint.Breaker.Probing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How well an endpoint has been doing, and what follows from it: a pure state machine over attempts and time.
 *
 * <p>An <em>episode</em> of failure begins with the first failure after a success and ends with the next success. What
 * counts against the failure budget is the time witnessed to be failing: the gaps between the episode's failures, each
 * up to half the budget. So an endpoint that sees one event in two days is disabled after as many days as a busy one,
 * while two unlucky events with a week of silence between them disable nothing.
 */
@Value.Immutable
@ValueStyle
public interface EndpointHealth {

    /** Returns the state of an endpoint that nothing is known of. */
    static EndpointHealth unknown() {
        return builder().build();
    }

    @Value.Default
    default Breaker breaker() {
        return Breaker.CLOSED;
    }

    /** Returns how many episodes of failure there were, one under way included. */
    @Value.Default
    default long episode() {
        return 0;
    }

    /** Returns when the episode under way began; null if the last attempt succeeded, or there was none. */
    @Nullable
    Instant failingSince();

    /** Returns when the last failure of the episode under way was; null outside episodes. */
    @Nullable
    Instant lastFailureAt();

    /** Returns how much of the failure budget the episode has used. */
    @Value.Default
    default Duration failingFor() {
        return Duration.ZERO;
    }

    /** Returns what was decided to be told in the episode under way. */
    Set<HealthNotice> noticed();

    /** Returns whether something was told since the last success, so that the next is told as a recovery. */
    @Value.Default
    default boolean recoveryOwed() {
        return false;
    }

    /** Tells whether an attempt may be made. */
    default Admission admit(Instant now, Duration probeLease) {
        return switch (breaker()) {
            case Closed closed -> new Admission.Go();
            case Open open ->
                now.isBefore(open.until())
                        ? new Admission.Wait(Duration.between(now, open.until()))
                        : probe(now, probeLease, open.pauses());
            case Probing probing ->
                now.isBefore(probing.until())
                        ? new Admission.Wait(Duration.between(now, probing.until()))
                        : probe(now, probeLease, probing.pauses());
        };
    }

    private Admission probe(Instant now, Duration lease, int pauses) {
        return new Admission.Probe(builder()
                .from(this)
                .breaker(new Probing(now.plus(lease), pauses))
                .build());
    }

    /** Returns what follows from a success; the same health if nothing does. */
    default HealthChange succeeded() {
        if (failingSince() == null && breaker().equals(Breaker.CLOSED) && !recoveryOwed()) {
            return new HealthChange(this, List.of(), false);
        }
        EndpointHealth after = builder().episode(episode()).build();
        return new HealthChange(after, recoveryOwed() ? List.of(HealthNotice.RECOVERED) : List.of(), false);
    }

    /**
     * Returns what follows from a failure.
     *
     * @param rest how long the endpoint asked to be left alone, as far as its retry policy heeds that; zero if it did
     *     not ask
     */
    default HealthChange failed(Instant now, Duration rest, HealthPolicy policy) {
        Duration used = failingFor().plus(gapSince(lastFailureAt(), now, policy));
        Set<HealthNotice> noticed = EnumSet.noneOf(HealthNotice.class);
        noticed.addAll(noticed());
        Breaker after = breakerAfterFailure(now, rest, policy);
        if (after instanceof Open && !(breaker() instanceof Open)) {
            noticed.add(HealthNotice.BREAKER_OPENED);
        }
        noticed.addAll(budgetNotices(used, policy.failureBudget()));
        boolean exhausted = used.compareTo(policy.failureBudget()) >= 0;
        Instant since = failingSince();
        EndpointHealth health = builder()
                .breaker(after)
                .episode(since == null ? episode() + 1 : episode())
                .failingSince(since == null ? now : since)
                .lastFailureAt(now)
                .failingFor(used)
                .noticed(noticed)
                .recoveryOwed(recoveryOwed() || !noticed.isEmpty())
                .build();
        List<HealthNotice> fresh =
                noticed.stream().filter(notice -> !noticed().contains(notice)).toList();
        HealthChange change = new HealthChange(health, fresh, false);
        return exhausted ? change.disabling() : change;
    }

    /** Returns what follows from an answer that asks not to be called again. */
    default HealthChange gone(Instant now, HealthPolicy policy) {
        return failed(now, Duration.ZERO, policy).disabling();
    }

    /** Returns a fresh start that remembers whether a recovery is owed a notice. */
    default EndpointHealth reenabled() {
        return builder().episode(episode()).recoveryOwed(recoveryOwed()).build();
    }

    private static Duration gapSince(@Nullable Instant last, Instant now, HealthPolicy policy) {
        if (last == null || !last.isBefore(now)) {
            return Duration.ZERO;
        }
        Duration gap = Duration.between(last, now);
        Duration most = policy.longestGapCounted();
        return gap.compareTo(most) < 0 ? gap : most;
    }

    private Breaker breakerAfterFailure(Instant now, Duration rest, HealthPolicy policy) {
        return switch (breaker()) {
            case Closed closed -> {
                int failures = closed.failures() + 1;
                yield failures < policy.failuresToOpen() ? new Closed(failures) : open(now, rest, 1, policy);
            }
            case Probing probing -> open(now, rest, probing.pauses() + 1, policy);
            // An attempt that was under way when the breaker opened says nothing new.
            case Open open -> open;
        };
    }

    private static Breaker open(Instant now, Duration rest, int pauses, HealthPolicy policy) {
        Duration pause = policy.pause(pauses);
        return new Open(now.plus(pause.compareTo(rest) > 0 ? pause : rest), pauses);
    }

    private static Set<HealthNotice> budgetNotices(Duration used, Duration budget) {
        Set<HealthNotice> crossed = EnumSet.noneOf(HealthNotice.class);
        addIfCrossed(crossed, HealthNotice.BUDGET_50, used, budget, 50);
        addIfCrossed(crossed, HealthNotice.BUDGET_70, used, budget, 70);
        addIfCrossed(crossed, HealthNotice.BUDGET_90, used, budget, 90);
        addIfCrossed(crossed, HealthNotice.BUDGET_100, used, budget, 100);
        return crossed;
    }

    private static void addIfCrossed(
            Set<HealthNotice> crossed, HealthNotice notice, Duration used, Duration budget, int percent) {
        if (used.multipliedBy(100).compareTo(budget.multipliedBy(percent)) >= 0) {
            crossed.add(notice);
        }
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of a health; for one thread. */
    final class Builder extends ImmutableEndpointHealth.Builder {}

    /** Whether an attempt may be made. */
    sealed interface Admission {

        /** It may. */
        record Go() implements Admission {}

        /** It may, as a probe, by whoever first keeps this health. */
        record Probe(EndpointHealth next) implements Admission {}

        /** Not before the delay has passed. */
        record Wait(Duration delay) implements Admission {}
    }

    /**
     * What follows from an attempt.
     *
     * @param health the health now
     * @param notices what is to be told, in the order of {@link HealthNotice}
     * @param disable whether the endpoint is to be disabled
     */
    record HealthChange(EndpointHealth health, List<HealthNotice> notices, boolean disable) {

        public HealthChange {
            notices = List.copyOf(notices);
        }

        private HealthChange disabling() {
            if (health.noticed().contains(HealthNotice.DISABLED)) {
                return new HealthChange(health, notices, true);
            }
            Set<HealthNotice> noticed = EnumSet.of(HealthNotice.DISABLED);
            noticed.addAll(health.noticed());
            List<HealthNotice> told = new ArrayList<>(notices);
            told.add(HealthNotice.DISABLED);
            EndpointHealth disabled =
                    builder().from(health).noticed(noticed).recoveryOwed(true).build();
            return new HealthChange(disabled, told, true);
        }
    }
}
