package dev.sallyport.core.application.outbound;

import dev.sallyport.core.application.outbound.AttemptJudge.Judgement;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth.Admission;
import dev.sallyport.core.delivery.endpoint.EndpointState;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.port.in.DeliverUseCase;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryPermits.Limits;
import dev.sallyport.core.port.out.DeliveryPermits.Permit;
import dev.sallyport.core.port.out.DeliveryPermits.PermitOutcome;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.DeliveryTelemetry.Hold;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a delivery one step on: finds out whether an attempt may be made, makes it, records it, and arranges what
 * follows. Everything before the call leaves the delivery as it was, so that waiting uses up no attempt.
 */
final class Deliverer implements DeliverUseCase {

    /** How long a delivery rests after a port was out of reach, or another worker had a hand in its record. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration PERMIT_MARGIN = Duration.ofSeconds(10);

    private final TenantStore tenants;
    private final EndpointStore endpoints;
    private final DeliveryStore store;
    private final DeliveryPermits permits;
    private final DeliveryTelemetry telemetry;
    private final Supplier<? extends RandomGenerator> jitter;
    private final RetryPolicy defaultPolicy;
    private final OutboundClock clock;
    private final WakeTimes wakeTimes;
    private final DeliveryEnqueuer enqueuer;
    private final EndpointCaller caller;
    private final HealthKeeper health;
    private final EndpointPaces paces;
    private final AttemptJudge judge;

    Deliverer(
            OutboundParts parts,
            OutboundClock clock,
            WakeTimes wakeTimes,
            DeliveryEnqueuer enqueuer,
            EndpointCaller caller,
            HealthKeeper health,
            EndpointPaces paces) {
        this.tenants = parts.tenants();
        this.endpoints = parts.endpoints();
        this.store = parts.deliveries();
        this.permits = parts.permits();
        this.telemetry = parts.telemetry();
        this.jitter = parts.jitter();
        this.defaultPolicy = parts.retryPolicy();
        this.clock = clock;
        this.wakeTimes = wakeTimes;
        this.enqueuer = enqueuer;
        this.caller = caller;
        this.health = health;
        this.paces = paces;
        this.judge = new AttemptJudge(clock, wakeTimes);
    }

    @Override
    public DeliverResult deliver(DeliveryId id) {
        try {
            Delivery delivery = store.find(id);
            return delivery == null || delivery.status().isTerminal()
                    ? new DeliverResult.Finished()
                    : deliver(delivery);
        } catch (PortException e) {
            telemetry.held(id, Hold.PORT);
            return new DeliverResult.Later(PAUSE);
        }
    }

    private DeliverResult deliver(Delivery delivery) {
        if (!clock.until(delivery.dueAt()).isZero()) {
            return hold(delivery, Hold.NOT_DUE, delivery.dueAt());
        }
        Endpoint endpoint = endpoints.find(delivery.tenant(), delivery.id().endpoint());
        if (endpoint == null) {
            return end(delivery, DeliveryStatus.DISABLED, "endpoint-deleted");
        }
        if (endpoint.state() instanceof EndpointState.Disabled disabled) {
            return end(delivery, DeliveryStatus.DISABLED, disabled.reason().code());
        }
        RetryPolicy policy = policyOf(endpoint, delivery);
        if (isTooOld(delivery, policy)) {
            return end(delivery, DeliveryStatus.EXPIRED, "too-old");
        }
        Lane lane = delivery.lane();
        if (lane != null && !isHead(delivery, lane)) {
            telemetry.held(delivery.id(), Hold.BEHIND);
            // Whoever finishes the lane's head enqueues the next.
            return new DeliverResult.Finished();
        }
        Admission admission = health.admit(endpoint);
        return admission instanceof Admission.Wait wait
                ? hold(delivery, Hold.BREAKER, clock.after(patience(endpoint, wait)))
                : deliver(delivery, endpoint, policy, admission);
    }

    private boolean isHead(Delivery delivery, Lane lane) {
        Delivery head = store.headOf(lane);
        return head == null || head.id().equals(delivery.id());
    }

    /** A probe usually ends long before its lease: those who wait for one look again soon. */
    private static Duration patience(Endpoint endpoint, Admission.Wait wait) {
        boolean probing = endpoint.health().breaker() instanceof Breaker.Probing;
        return probing && wait.delay().compareTo(PAUSE) > 0 ? PAUSE : wait.delay();
    }

    private DeliverResult deliver(Delivery delivery, Endpoint endpoint, RetryPolicy policy, Admission admission) {
        Limits limits = limitsOf(endpoint);
        Duration lease = endpoint.settings().timeout().plus(PERMIT_MARGIN);
        return switch (permits.acquire(endpoint.id(), limits, clock.now(), lease)) {
            case PermitOutcome.Wait wait -> hold(delivery, Hold.LIMIT, clock.after(wait.delay()));
            case PermitOutcome.Granted granted -> {
                Permit permit = granted.permit();
                try {
                    yield admission instanceof Admission.Probe probe && !health.claim(endpoint, probe)
                            ? hold(delivery, Hold.BREAKER, clock.after(PAUSE))
                            : attempt(delivery, endpoint, policy);
                } finally {
                    permits.release(permit);
                }
            }
        };
    }

    static Limits limitsOf(Endpoint endpoint) {
        return new Limits(endpoint.settings().rateLimit(), endpoint.settings().maxInFlight());
    }

    private DeliverResult attempt(Delivery delivery, Endpoint endpoint, RetryPolicy policy) {
        Event event = store.findEvent(delivery.id().event());
        if (event == null) {
            return end(delivery, DeliveryStatus.EXPIRED, "event-expired");
        }
        Instant began = clock.now();
        Exchange exchange = caller.call(endpoint, event, delivery.attempts() + 1);
        Judgement judgement =
                judge.judge(delivery, exchange, endpoint.settings().clientErrors(), policy, began, jitter.get());
        paces.called(endpoint.id(), judgement.attempt().duration(), clock.now());
        telemetry.attempted(
                delivery.id(), judgement.attempt().result(), judgement.attempt().duration());
        Delivery recorded;
        try {
            recorded = record(delivery, judgement);
        } catch (PortException e) {
            telemetry.attemptLost(delivery.id());
            throw e;
        }
        if (recorded == null) {
            telemetry.attemptLost(delivery.id());
            return new DeliverResult.Later(PAUSE);
        }
        health.note(recorded, judgement.sign());
        return follow(recorded);
    }

    /**
     * Records what an attempt brought; null if another worker recorded this attempt, or ended the delivery, first.
     *
     * <p>The sweeper may have moved the wake time meanwhile: then the same holds for the newer record. Another worker
     * may have made the same attempt: then a success still counts, because the endpoint has the event, and a failure
     * does not, because it was counted.
     */
    private @Nullable Delivery record(Delivery delivery, Judgement judgement) {
        Delivery base = delivery;
        Judgement current = judgement;
        while (true) {
            switch (store.record(current.next(), current.attempt())) {
                case RecordOutcome.Recorded recorded -> {
                    return current.next();
                }
                case RecordOutcome.Conflict conflict -> {
                    Delivery newer = conflict.current();
                    if (newer == null || newer.status().isTerminal()) {
                        return null;
                    }
                    boolean sameAttempt = newer.attempts() == base.attempts();
                    if (!sameAttempt && judgement.next().status() != DeliveryStatus.DELIVERED) {
                        return null;
                    }
                    base = newer;
                    current = judgement.onto(newer);
                }
            }
        }
    }

    private DeliverResult follow(Delivery delivery) {
        if (!delivery.status().isTerminal()) {
            Duration delay = clock.until(delivery.dueAt());
            telemetry.retrying(delivery.id(), delay);
            return wakeTimes.queueHoldsUntil(delivery.dueAt())
                    ? new DeliverResult.Later(delay)
                    : new DeliverResult.Finished();
        }
        if (delivery.status() == DeliveryStatus.DELIVERED) {
            telemetry.delivered(delivery.id(), clock.since(delivery.acceptedAt()));
        } else {
            telemetry.ended(delivery.id(), delivery.status(), reasonOf(delivery));
        }
        moveLaneOn(delivery);
        return new DeliverResult.Finished();
    }

    private void moveLaneOn(Delivery ended) {
        Lane lane = ended.lane();
        if (lane == null) {
            return;
        }
        try {
            Delivery next = store.headOf(lane);
            if (next != null) {
                enqueuer.enqueue(List.of(next));
            }
        } catch (PortException e) {
            // The next one's wake time brings it back.
            return;
        }
    }

    private DeliverResult end(Delivery delivery, DeliveryStatus status, String reason) {
        Delivery ended = delivery.ended(status, reason, clock.now());
        return switch (store.record(ended, null)) {
            case RecordOutcome.Recorded recorded -> follow(ended);
            case RecordOutcome.Conflict conflict -> new DeliverResult.Later(PAUSE);
        };
    }

    /** Gives a delivery back; where the sweeper would come by before the wait is over, its wake time moves on. */
    private DeliverResult hold(Delivery delivery, Hold why, Instant until) {
        telemetry.held(delivery.id(), why);
        Instant wakeAt = wakeTimes.forDueAt(until);
        boolean queueHolds = wakeTimes.queueHoldsUntil(until);
        boolean wokenTooEarly = delivery.wakeAt().isBefore(wakeAt);
        if (wokenTooEarly || (!queueHolds && !delivery.wakeAt().equals(wakeAt))) {
            // A conflict says that someone else has arranged what follows.
            store.record(delivery.wokenLater(wakeAt), null);
        }
        return queueHolds ? new DeliverResult.Later(clock.until(until)) : new DeliverResult.Finished();
    }

    private RetryPolicy policyOf(Endpoint endpoint, Delivery delivery) {
        RetryPolicy own = endpoint.settings().retryPolicy();
        if (own != null) {
            return own;
        }
        Tenant tenant = tenants.find(delivery.tenant());
        RetryPolicy tenants = tenant == null ? null : tenant.retryPolicyFor(delivery.eventType());
        return tenants == null ? defaultPolicy : tenants;
    }

    private boolean isTooOld(Delivery delivery, RetryPolicy policy) {
        Duration maximumAge = policy.maximumAge();
        return maximumAge != null && clock.since(delivery.openedAt()).compareTo(maximumAge) > 0;
    }

    private static String reasonOf(Delivery delivery) {
        String reason = delivery.reason();
        return reason == null ? "" : reason;
    }
}
