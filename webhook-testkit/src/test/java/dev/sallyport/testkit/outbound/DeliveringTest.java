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
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveringTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final OutboundWorld world = new OutboundWorld();

    private List<Instant> attemptTimes(EventId id) {
        return world.attempts(id).stream().map(Attempt::at).toList();
    }

    @Nested
    class Success {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202, 204, 299})
        void shouldBeEvery2xx(int status) {
            Endpoint endpoint = world.endpoint("a.example");
            world.sender.on("a.example", answer(status));

            EventId id = world.accept("{}");
            world.run();

            Delivery delivery = world.delivery(id, endpoint);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(delivery.endedAt()).isEqualTo(NOON);
            assertThat(world.attempts(id))
                    .containsExactly(new Attempt(
                            delivery.id(),
                            1,
                            NOON,
                            Duration.ZERO,
                            new AttemptResult.Answered(status, ResponseExcerpt.EMPTY),
                            null));
        }

        @Test
        void shouldKeepWhatTheEndpointSaid() {
            world.endpoint("a.example");
            ResponseExcerpt excerpt = new ResponseExcerpt(RawPayload.copyOf(new byte[] {'o', 'k'}), false);
            world.sender.on("a.example", new SendOutcome.Response(200, Headers.none(), excerpt, Duration.ofMillis(5)));

            EventId id = world.accept("{}");
            world.run();

            assertThat(world.attempts(id))
                    .singleElement()
                    .satisfies(attempt ->
                            assertThat(attempt.result()).isEqualTo(new AttemptResult.Answered(200, excerpt)));
        }

        @Test
        void shouldSayTheEventsNameAndTheAttemptsNumber() {
            world.endpoint("a.example");
            world.sender.on("a.example", answer(500));

            EventId id = world.accept("{}");
            world.pass(Duration.ofMinutes(1), SECOND);

            assertThat(world.sender.requests()).hasSize(2).last().satisfies(request -> {
                assertThat(request.headers().first("Sallyport-Event-Id")).isEqualTo(id.value());
                assertThat(request.headers().first("webhook-id")).isEqualTo(id.value());
                assertThat(request.headers().first("Sallyport-Event-Type")).isEqualTo("invoice.paid");
                assertThat(request.headers().first("Sallyport-Attempt")).isEqualTo("2");
                assertThat(request.headers().first("Content-Type")).isEqualTo("application/json");
                assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(15));
            });
        }

        @Test
        void shouldNotLetAnEventTypeBreakOutOfItsHeader() {
            world.endpoint("a.example");

            world.accepted(event("{}").type(new EventType("prix é\u2028x")));
            world.run();

            assertThat(world.sender.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers().first("Sallyport-Event-Type"))
                            .isEqualTo("prix???x"));
        }
    }

    @Nested
    class Retries {

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
            EventId other =
                    world.accepted(event("{}").type(new EventType("other"))).id();
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

            DeliverResult result = world.outbound
                    .delivering()
                    .deliver(world.delivery(id, endpoint).id());

            assertThat(result).isEqualTo(new DeliverResult.Later(Duration.ofMillis(1)));
            assertThat(world.sender.requests()).hasSize(1);
        }

        @Test
        void shouldEndAsExpiredWhereThePolicysAgeIsOver() {
            RetryPolicy brief = RetryPolicy.builder()
                    .from(EVEN)
                    .maximumAge(Duration.ofMinutes(5))
                    .build();
            Endpoint endpoint =
                    world.endpoint(at("a.example").retryPolicy(brief).build());
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
            Endpoint endpoint =
                    world.endpoint(at("a.example").retryPolicy(brief).build());

            EventId id = world.accept("{}");
            world.clock.advance(Duration.ofMinutes(5).plusMillis(1));
            world.run();

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.EXPIRED);
            assertThat(world.delivery(id, endpoint).attempts()).isZero();
            assertThat(world.sender.requests()).isEmpty();
        }
    }

    @Nested
    class EndpointsThatTakeNothing {

        @Test
        void shouldBeDisabledByA410() {
            Endpoint endpoint = world.endpoint("a.example");
            world.sender.on("a.example", answer(410));

            EventId id = world.accept("{}");
            EventId later = world.accept("{\"n\":2}");
            world.run();

            assertThat(world.current(endpoint).state()).isEqualTo(new Disabled(DisabledReason.GONE, NOON));
            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DISABLED);
            assertThat(world.delivery(id, endpoint).attempts()).isEqualTo(1);
            assertThat(world.delivery(later, endpoint).status()).isEqualTo(DeliveryStatus.DISABLED);
            assertThat(world.delivery(later, endpoint).reason()).isEqualTo("endpoint-gone");
            assertThat(world.delivery(later, endpoint).attempts()).isZero();
            assertThat(world.sender.requests()).hasSize(1);
        }

        @Test
        void shouldEndTheDeliveriesOfOneThatWasDeleted() {
            Endpoint endpoint = world.endpoint("a.example");
            EventId id = world.accept("{}");
            world.outbound.managingEndpoints().delete(ACME, endpoint.id());
            world.run();

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DISABLED);
            assertThat(world.delivery(id, endpoint).reason()).isEqualTo("endpoint-deleted");
            assertThat(world.sender.requests()).isEmpty();
        }

        @Test
        void shouldBlockATargetThatResolvesToAPrivateAddress() {
            Endpoint endpoint = world.endpoint("a.example");
            world.resolver.put("a.example", "203.0.114.1", "10.0.0.7");

            EventId id = world.accept("{}");
            world.run();

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.BLOCKED);
            assertThat(world.delivery(id, endpoint).reason()).isEqualTo("private-use");
            assertThat(world.attempts(id))
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.result())
                            .isEqualTo(new AttemptResult.Failed(DeliveryError.TARGET_REFUSED)));
            assertThat(world.sender.requests()).isEmpty();
        }

        @Test
        void shouldHandTheSenderTheAddressesThatWereJudged() {
            world.endpoint("a.example");
            world.resolver.put("a.example", "203.0.114.9", "2600::1");

            world.accept("{}");
            world.run();

            assertThat(world.sender.requests()).singleElement().satisfies(request -> {
                assertThat(request.addresses()).extracting(Object::toString).containsExactly("203.0.114.9", "2600::1");
                assertThat(request.target().host()).isEqualTo("a.example");
            });
        }

        @Test
        void shouldRetryANameThatDoesNotResolve() {
            Endpoint endpoint = world.endpoint("a.example");
            world.resolver.fail("a.example", DeliveryError.DNS_FAILURE);

            EventId id = world.accept("{}");
            world.run();

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(world.delivery(id, endpoint).attempts()).isEqualTo(1);
        }
    }

    @Test
    void shouldFinishWhatItDoesNotKnowOrHasEnded() {
        Endpoint endpoint = world.endpoint("a.example");
        EventId id = world.accept("{}");
        world.run();

        assertThat(world.outbound
                        .delivering()
                        .deliver(world.delivery(id, endpoint).id()))
                .isEqualTo(new DeliverResult.Finished());
        assertThat(world.sender.requests()).hasSize(1);
    }

    @Test
    void shouldSpreadRetriesByTheJitterOfThePolicy() {
        OutboundWorld jittered = new OutboundWorld(parts -> parts.retryPolicy(RetryPolicy.ofDeliveries()));
        Endpoint endpoint = jittered.endpoint("a.example");
        jittered.sender.on("a.example", answer(500));

        EventId first = jittered.accept("{}");
        EventId second = jittered.accept("{}");
        jittered.run();

        Instant one = jittered.delivery(first, endpoint).dueAt();
        Instant other = jittered.delivery(second, endpoint).dueAt();
        assertThat(one).isNotEqualTo(other);
        assertThat(List.of(one, other)).allSatisfy(dueAt -> {
            assertThat(dueAt).isBetween(NOON.plusSeconds(54), NOON.plusSeconds(66));
            assertThat(dueAt.getNano() % 1_000_000).isZero();
        });
    }
}
