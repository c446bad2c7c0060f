package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.memory.InMemoryHttpSender.failure;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.EVEN;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static dev.sallyport.testkit.outbound.OutboundWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveringRetriesTest extends DeliveringTestBase {

    @Test
    void shouldFollowTheDefaultScheduleAndThenDie() {
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(503));

        EventId id = world.accept("{}");
        world.run();
        world.pass(Duration.ofHours(1), SECOND);

        assertThat(attemptTimes(id))
                .containsExactly(
                        NOON,
                        NOON.plus(Duration.ofMinutes(1)),
                        NOON.plus(Duration.ofMinutes(3)),
                        NOON.plus(Duration.ofMinutes(7)),
                        NOON.plus(Duration.ofMinutes(15)),
                        NOON.plus(Duration.ofMinutes(31)));
        assertThat(world.attempts(id))
                .extracting(Attempt::nextAttemptAt)
                .containsExactly(
                        NOON.plus(Duration.ofMinutes(1)),
                        NOON.plus(Duration.ofMinutes(3)),
                        NOON.plus(Duration.ofMinutes(7)),
                        NOON.plus(Duration.ofMinutes(15)),
                        NOON.plus(Duration.ofMinutes(31)),
                        null);
        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DEAD);
        assertThat(world.delivery(id, endpoint).reason()).isEqualTo("attempts-exhausted");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TARGET_REFUSED")
    void shouldFollowEveryKindOfMissingAnswer(DeliveryError error) {
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", failure(error));

        EventId id = world.accept("{}");
        world.run();

        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(world.attempts(id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(new AttemptResult.Failed(error)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 408, 425, 429, 500, 599})
    void shouldFollowEveryOtherStatusByDefault(int status) {
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(status));

        EventId id = world.accept("{}");
        world.run();

        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(world.delivery(id, endpoint).dueAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(world.sender.requests()).hasSize(1);
    }

    @Test
    void shouldNotFollowARefusalIfTheEndpointGivesUpOnThose() {
        Endpoint endpoint = world.endpoint(
                at("a.example").clientErrors(ClientErrors.GIVE_UP).build());
        world.sender.on("a.example", answer(422));

        EventId id = world.accept("{}");
        world.run();

        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DEAD);
        assertThat(world.delivery(id, endpoint).reason()).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 60", // shorter than the schedule
        "90, 90", // longer
        "99999999999999999999, 3600", // absurd: up to the policy's cap
        "'Sun, 01 Mar 2026 12:02:00 GMT', 120", // a date
        "'Sun, 01 Mar 2026 11:00:00 GMT', 60", // in the past
        "soon, 60", // nonsense
        "-5, 60",
    })
    void shouldHeedWhatTheEndpointAsksFor(String retryAfter, long seconds) {
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(429, "Retry-After", retryAfter));

        EventId id = world.accept("{}");
        world.run();

        assertThat(world.delivery(id, endpoint).dueAt()).isEqualTo(NOON.plusSeconds(seconds));
    }

    @Test
    void shouldGoByEndpointThenEventTypeThenTenant() {
        world.sender.on("own.example", answer(500));
        world.sender.on("shared.example", answer(500));
        Endpoint own = world.endpoint(at("own.example")
                .retryPolicy(RetryPolicy.builder().from(EVEN).attempts(1).build())
                .build());
        Endpoint shared = world.endpoint("shared.example");
        world.outbound
                .managingTenants()
                .setRetryPolicies(
                        ACME,
                        RetryPolicy.builder().from(EVEN).attempts(3).build(),
                        Map.of(
                                new EventTypePattern("invoice.*"),
                                RetryPolicy.builder().from(EVEN).attempts(2).build()));

        EventId invoice = world.accept("{}");
        EventId other = world.accepted(event("{}").type(new EventType("other"))).id();
        world.run();
        world.pass(Duration.ofHours(1), SECOND);

        assertThat(world.delivery(invoice, own).attempts()).isEqualTo(1);
        assertThat(world.delivery(invoice, shared).attempts()).isEqualTo(2);
        assertThat(world.delivery(other, shared).attempts()).isEqualTo(3);
    }

    @Test
    void shouldWaitInTheStoreWhereTheQueueCannotHoldTheWait() {
        RetryPolicy slow = RetryPolicy.builder()
                .from(EVEN)
                .backoff(Backoff.linear(Duration.ofHours(5)))
                .build();
        Endpoint endpoint = world.endpoint(at("a.example").retryPolicy(slow).build());
        world.sender.on("a.example", answer(500));

        EventId id = world.accept("{}");
        world.run();
        assertThat(world.delivery(id, endpoint).wakeAt()).isEqualTo(NOON.plus(Duration.ofHours(5)));
        world.pass(Duration.ofHours(15), Duration.ofMinutes(1));

        assertThat(attemptTimes(id))
                .containsExactly(NOON, NOON.plus(Duration.ofHours(5)), NOON.plus(Duration.ofHours(15)));
    }

    @Test
    void shouldNeverBeEarlyHoweverEarlyTheDeliveryIsHandedOut() {
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(500));
        EventId id = world.accept("{}");
        world.run();
        world.clock.advance(Duration.ofMillis(59_999));

        DeliverResult result =
                world.outbound.delivering().deliver(world.delivery(id, endpoint).id());

        assertThat(result).isEqualTo(new DeliverResult.Later(Duration.ofMillis(1)));
        assertThat(world.sender.requests()).hasSize(1);
    }

    @Test
    void shouldEndAsExpiredWhereThePolicysAgeIsOver() {
        RetryPolicy brief = RetryPolicy.builder()
                .from(EVEN)
                .maximumAge(Duration.ofMinutes(5))
                .build();
        Endpoint endpoint = world.endpoint(at("a.example").retryPolicy(brief).build());
        world.sender.on("a.example", answer(500));

        EventId id = world.accept("{}");
        world.run();
        world.pass(Duration.ofMinutes(10), SECOND);

        assertThat(attemptTimes(id)).containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(180));
        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.EXPIRED);
        assertThat(world.delivery(id, endpoint).reason()).isEqualTo("too-old");
    }

    @Test
    void shouldEndAsExpiredWithoutAnAttemptIfItComesUpTooLate() {
        RetryPolicy brief = RetryPolicy.builder()
                .from(EVEN)
                .maximumAge(Duration.ofMinutes(5))
                .build();
        Endpoint endpoint = world.endpoint(at("a.example").retryPolicy(brief).build());

        EventId id = world.accept("{}");
        world.clock.advance(Duration.ofMinutes(5).plusMillis(1));
        world.run();

        assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.EXPIRED);
        assertThat(world.delivery(id, endpoint).attempts()).isZero();
        assertThat(world.sender.requests()).isEmpty();
    }
}
