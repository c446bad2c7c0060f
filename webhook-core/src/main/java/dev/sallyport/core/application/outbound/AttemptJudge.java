package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.ResponseVerdict;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.port.out.HttpSender.SendOutcome.Response;
import dev.sallyport.core.retry.RetryAfterHeader;
import dev.sallyport.core.retry.RetryDecision;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says what follows from an exchange for its delivery, and what it tells about the endpoint. */
final class AttemptJudge {

    private final OutboundClock clock;
    private final WakeTimes wakeTimes;

    AttemptJudge(OutboundClock clock, WakeTimes wakeTimes) {
        this.clock = clock;
        this.wakeTimes = wakeTimes;
    }

    /** Judges an exchange that began at an instant and has just ended. */
    Judgement judge(
            Delivery delivery,
            Exchange exchange,
            ClientErrors clientErrors,
            RetryPolicy policy,
            Instant began,
            RandomGenerator random) {
        Instant now = clock.now();
        return switch (exchange) {
            case Exchange.Blocked blocked ->
                new Judgement(
                        delivery.endedByAttempt(
                                DeliveryStatus.BLOCKED, blocked.reason().code(), now),
                        attempt(delivery, began, blocked, new AttemptResult.Failed(DeliveryError.TARGET_REFUSED), null),
                        new Sign.Failure(Duration.ZERO));
            case Exchange.Failed failed ->
                retry(delivery, failed, new AttemptResult.Failed(failed.error()), null, policy, began, random);
            case Exchange.Answered answered -> answered(delivery, answered, clientErrors, policy, began, random);
        };
    }

    private Judgement answered(
            Delivery delivery,
            Exchange.Answered exchange,
            ClientErrors clientErrors,
            RetryPolicy policy,
            Instant began,
            RandomGenerator random) {
        Instant now = clock.now();
        Response response = exchange.response();
        AttemptResult result = new AttemptResult.Answered(response.status(), response.excerpt());
        return switch (ResponseVerdict.of(response.status(), clientErrors)) {
            case DELIVERED ->
                new Judgement(
                        delivery.delivered(now), attempt(delivery, began, exchange, result, null), new Sign.Success());
            case RETRY -> retry(delivery, exchange, result, hintOf(response, now), policy, began, random);
            case REFUSED ->
                new Judgement(
                        delivery.endedByAttempt(DeliveryStatus.DEAD, "refused", now),
                        attempt(delivery, began, exchange, result, null),
                        new Sign.Failure(Duration.ZERO));
            case GONE ->
                new Judgement(
                        delivery.endedByAttempt(DeliveryStatus.DISABLED, DisabledReason.GONE.code(), now),
                        attempt(delivery, began, exchange, result, null),
                        new Sign.Gone());
        };
    }

    private Judgement retry(
            Delivery delivery,
            Exchange exchange,
            AttemptResult result,
            @Nullable Duration hint,
            RetryPolicy policy,
            Instant began,
            RandomGenerator random) {
        Instant now = clock.now();
        Duration rest = hint == null ? Duration.ZERO : shorter(hint, policy.hintCap());
        Sign sign = new Sign.Failure(rest);
        Duration age = Duration.between(delivery.openedAt(), now);
        return switch (policy.decide(delivery.attemptsInRound() + 1, age, hint, random)) {
            case RetryDecision.RetryAfter again -> {
                Instant dueAt = clock.after(again.delay());
                yield new Judgement(
                        delivery.failed(dueAt, wakeTimes.forDueAt(dueAt)),
                        attempt(delivery, began, exchange, result, dueAt),
                        sign);
            }
            case RetryDecision.GiveUp giveUp ->
                new Judgement(
                        gaveUp(delivery, giveUp.reason(), now), attempt(delivery, began, exchange, result, null), sign);
        };
    }

    private static Delivery gaveUp(Delivery delivery, RetryDecision.Reason reason, Instant now) {
        return switch (reason) {
            case ATTEMPTS_EXHAUSTED -> delivery.endedByAttempt(DeliveryStatus.DEAD, "attempts-exhausted", now);
            case TOO_OLD -> delivery.endedByAttempt(DeliveryStatus.EXPIRED, "too-old", now);
        };
    }

    private static Attempt attempt(
            Delivery delivery, Instant began, Exchange exchange, AttemptResult result, @Nullable Instant next) {
        return new Attempt(delivery.id(), delivery.attempts() + 1, began, exchange.duration(), result, next);
    }

    private static @Nullable Duration hintOf(Response response, Instant now) {
        String value = response.headers().first("Retry-After");
        return value == null ? null : RetryAfterHeader.parse(value, now);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /**
     * What follows from an exchange.
     *
     * @param next the delivery after it
     * @param attempt what is recorded of it
     * @param sign what it tells about the endpoint
     */
    record Judgement(Delivery next, Attempt attempt, Sign sign) {

        /** Returns the same decision about a newer record of the delivery, which is pending, too. */
        Judgement onto(Delivery newer) {
            Delivery changed = Delivery.builder()
                    .from(next)
                    .attempts(newer.attempts() + 1)
                    .revision(newer.revision() + 1)
                    .build();
            Attempt renumbered = new Attempt(
                    attempt.delivery(),
                    newer.attempts() + 1,
                    attempt.at(),
                    attempt.duration(),
                    attempt.result(),
                    attempt.nextAttemptAt());
            return new Judgement(changed, renumbered, sign);
        }
    }

    /** What an exchange tells about the endpoint. */
    sealed interface Sign {

        /** It works. */
        record Success() implements Sign {}

        /**
         * It does not.
         *
         * @param rest how long it asked to be left alone
         */
        record Failure(Duration rest) implements Sign {}

        /** It asks not to be called again. */
        record Gone() implements Sign {}
    }
}
