package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.RIVAL;
import static dev.sallyport.testkit.outbound.OutboundWorld.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventStatus;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueReport;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase.SweepReport;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Following, requeueing and sweeping. */
class RepairingTest {

    private final OutboundWorld world = new OutboundWorld(parts -> parts.retryPolicy(
            RetryPolicy.builder().from(OutboundWorld.EVEN).attempts(1).build()));

    @Nested
    class Requeueing {

        private Endpoint endpoint = world.endpoint("a.example");
        private List<EventId> dead = List.of();

        @BeforeEach
        void letFiveDie() {
            world.sender.on("a.example", answer(500));
            dead = IntStream.range(0, 5)
                    .mapToObj(i -> {
                        EventId id = world.accept("{\"n\":" + i + "}");
                        world.clock.advance(Duration.ofMillis(10));
                        return id;
                    })
                    .toList();
            world.run();
            assertThat(statuses()).containsOnly(DeliveryStatus.DEAD);
            world.sender.on("a.example", answer(200));
        }

        private List<DeliveryStatus> statuses() {
            return dead.stream()
                    .map(id -> world.delivery(id, endpoint).status())
                    .toList();
        }

        private RequeueReport requeue(RequeueCommand.Builder command) {
            return world.outbound.requeueing().requeue(command.build());
        }

        @Test
        void shouldPutThemBackToWorkWithAllTheirAttempts() {
            RequeueReport report = requeue(RequeueCommand.builder().tenant(ACME));
            world.run();

            assertThat(report).isEqualTo(new RequeueReport(5, 0, null));
            assertThat(statuses()).containsOnly(DeliveryStatus.DELIVERED);
            assertThat(world.delivery(dead.getFirst(), endpoint).attempts()).isEqualTo(2);
        }

        @Test
        void shouldCountOnlyInADryRun() {
            assertThat(requeue(RequeueCommand.builder().tenant(ACME).dryRun(true)))
                    .isEqualTo(new RequeueReport(5, 0, null));
            world.run();

            assertThat(statuses()).containsOnly(DeliveryStatus.DEAD);
        }

        @Test
        void shouldTakeNoMoreThanAskedForOldestFirstAndGoOnWhereItEnded() {
            RequeueReport first =
                    requeue(RequeueCommand.builder().tenant(ACME).batchSize(2).maxMessages(3));
            world.run();
            assertThat(statuses())
                    .containsExactly(
                            DeliveryStatus.DELIVERED,
                            DeliveryStatus.DELIVERED,
                            DeliveryStatus.DELIVERED,
                            DeliveryStatus.DEAD,
                            DeliveryStatus.DEAD);
            assertThat(first.requeued()).isEqualTo(3);
            assertThat(first.nextCursor()).isNotNull();

            RequeueReport second = requeue(RequeueCommand.builder().tenant(ACME).cursor(first.nextCursor()));
            world.run();

            assertThat(second).isEqualTo(new RequeueReport(2, 0, null));
            assertThat(statuses()).containsOnly(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldGoOnWithoutACursorAfterBeingCutShort() {
            requeue(RequeueCommand.builder().tenant(ACME).maxMessages(2));

            assertThat(requeue(RequeueCommand.builder().tenant(ACME))).isEqualTo(new RequeueReport(3, 0, null));
        }

        @Test
        void shouldLetThemComeDueAtThePaceAskedFor() {
            requeue(RequeueCommand.builder().tenant(ACME).perSecond(2));

            Instant now = world.clock.instant();
            assertThat(dead.stream().map(id -> world.delivery(id, endpoint).dueAt()))
                    .containsExactly(
                            now,
                            now.plusMillis(500),
                            now.plusMillis(1_000),
                            now.plusMillis(1_500),
                            now.plusMillis(2_000));
        }

        @Test
        void shouldSayWhichCouldNotBe() {
            world.outbound.managingEndpoints().disable(ACME, endpoint.id());

            assertThat(requeue(RequeueCommand.builder().tenant(ACME))).isEqualTo(new RequeueReport(0, 5, null));
            assertThat(statuses()).containsOnly(DeliveryStatus.DEAD);
        }

        @Test
        void shouldRequeueSingleOnesHoweverTheyEnded() {
            requeue(RequeueCommand.builder().tenant(ACME));
            world.run();
            Delivery delivered = world.delivery(dead.getFirst(), endpoint);

            RequeueReport report = requeue(RequeueCommand.builder().tenant(ACME).addIds(delivered.id()));
            world.run();

            assertThat(report).isEqualTo(new RequeueReport(1, 0, null));
            assertThat(world.delivery(dead.getFirst(), endpoint).attempts()).isEqualTo(3);
            assertThat(requeue(RequeueCommand.builder()
                            .tenant(ACME)
                            .addIds(world.delivery(world.accept("{}"), endpoint).id())))
                    .as("a pending one")
                    .isEqualTo(new RequeueReport(0, 1, null));
        }

        @Test
        void shouldNotTouchAnotherTenants() {
            assertThat(requeue(RequeueCommand.builder().tenant(RIVAL))).isEqualTo(new RequeueReport(0, 0, null));
            assertThat(requeue(RequeueCommand.builder()
                            .tenant(RIVAL)
                            .addIds(world.delivery(dead.getFirst(), endpoint).id())))
                    .isEqualTo(new RequeueReport(0, 1, null));
            assertThat(requeue(RequeueCommand.builder().tenant(RIVAL).endpoint(endpoint.id())))
                    .isEqualTo(new RequeueReport(0, 0, null));
            assertThat(statuses()).containsOnly(DeliveryStatus.DEAD);
        }

        @Test
        void shouldRequeueThoseOfAllTenantsForOperators() {
            assertThat(requeue(RequeueCommand.builder())).isEqualTo(new RequeueReport(5, 0, null));
        }

        @Test
        void shouldRefuseNumbersOutOfRange() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequeueCommand.builder().batchSize(0).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequeueCommand.builder().maxMessages(0).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequeueCommand.builder().perSecond(0).build());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequeueCommand.builder()
                            .statuses(List.of(DeliveryStatus.PENDING))
                            .build());
        }
    }

    @Nested
    class Sweeping {

        @Test
        void shouldWakeWhatTheQueueLostAfterAMinute() {
            OutboundWorld before = new OutboundWorld();
            Endpoint endpoint = before.endpoint("a.example");
            EventId id = before.accept("{}");
            OutboundWorld after = new OutboundWorld(before);

            after.clock.set(NOON.plusSeconds(60).minusMillis(1));
            assertThat(after.outbound.sweeping().sweep(10)).isEqualTo(new SweepReport(0, 0, 0));
            after.clock.set(NOON.plusSeconds(60));
            assertThat(after.outbound.sweeping().sweep(10)).isEqualTo(new SweepReport(1, 0, 0));
            after.run();

            assertThat(after.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldWakeSeldomerWhatStaysBehind() {
            Endpoint endpoint = world.endpoint("a.example");
            EventId id = world.accept("{}");

            world.clock.set(NOON.plusSeconds(60));
            world.outbound.sweeping().sweep(10);
            assertThat(world.delivery(id, endpoint).wakeAt()).isEqualTo(NOON.plusSeconds(120));
            world.clock.set(NOON.plusSeconds(300));
            world.outbound.sweeping().sweep(10);
            assertThat(world.delivery(id, endpoint).wakeAt()).isEqualTo(NOON.plusSeconds(600));
            world.clock.set(NOON.plus(Duration.ofDays(2)));
            world.outbound.sweeping().sweep(10);
            assertThat(world.delivery(id, endpoint).wakeAt())
                    .isEqualTo(NOON.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)));
        }

        @Test
        void shouldRefillAnEmptyQueueAtOnce() {
            OutboundWorld before = new OutboundWorld();
            Endpoint endpoint = before.endpoint("a.example");
            List<EventId> ids = IntStream.range(0, 1_200)
                    .mapToObj(i -> before.accept("{\"n\":" + i + "}"))
                    .toList();
            OutboundWorld after = new OutboundWorld(before);

            assertThat(after.outbound.sweeping().refill()).isEqualTo(1_200);
            after.run();

            assertThat(ids.stream().map(id -> after.delivery(id, endpoint).status()))
                    .containsOnly(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldKeepWhatDoesNotFitTheQueueForLater() {
            OutboundWorld full = new OutboundWorld(parts -> parts.queue(Outbound.inProcessQueue(world.clock, 3)));
            Endpoint endpoint = full.endpoint("a.example");
            List<EventId> ids = IntStream.range(0, 5)
                    .mapToObj(i -> full.accept("{\"n\":" + i + "}"))
                    .toList();
            full.run();
            assertThat(full.sender.requests()).hasSize(3);

            full.pass(Duration.ofSeconds(60), Duration.ofSeconds(60));

            assertThat(ids.stream().map(id -> full.delivery(id, endpoint).status()))
                    .containsOnly(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldRemoveDeliveredOnesAfterThirtyDaysAndDeadOnesAfterFourteen() {
            Endpoint endpoint = world.endpoint("a.example");
            EventId delivered = world.accept("1");
            world.run();
            world.sender.on("a.example", answer(500));
            EventId dead = world.accept("2");
            world.run();

            world.clock.set(NOON.plus(Duration.ofDays(14)).minusMillis(1));
            assertThat(world.outbound.sweeping().sweep(100).removed()).isZero();
            world.clock.set(NOON.plus(Duration.ofDays(14)));
            assertThat(world.outbound.sweeping().sweep(100).removed()).isEqualTo(1);
            assertThat(world.outbound.following().find(ACME, dead)).isNull();
            assertThat(world.delivery(delivered, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
            world.clock.set(NOON.plus(Duration.ofDays(30)));
            assertThat(world.outbound.sweeping().sweep(100).removed()).isEqualTo(1);
            assertThat(world.deliveries.all()).isEmpty();
            assertThat(world.outbound.following().find(ACME, delivered)).isNull();
        }
    }

    @Nested
    class Following {

        @Test
        void shouldShowAnEventWithWhatBecameOfIt() {
            Endpoint good = world.endpoint("good.example");
            Endpoint bad = world.endpoint("bad.example");
            world.sender.on("bad.example", answer(500));
            EventId id = world.accept("{}");
            assertThat(world.outbound.following().find(ACME, id))
                    .satisfies(followed -> assertThat(followed.status()).isEqualTo(EventStatus.PENDING));

            world.run();

            assertThat(world.outbound.following().find(ACME, id)).satisfies(followed -> {
                assertThat(followed.event().id()).isEqualTo(id);
                assertThat(followed.status()).isEqualTo(EventStatus.FAILED);
                assertThat(followed.deliveries())
                        .containsExactlyInAnyOrder(world.delivery(id, good), world.delivery(id, bad));
            });
            assertThat(world.outbound.following().attempts(ACME, id)).hasSize(2);
        }

        @Test
        void shouldNotShowAnotherTenantsEvents() {
            world.endpoint("a.example");
            EventId id = world.accept("{}");

            assertThat(world.outbound.following().find(RIVAL, id)).isNull();
            assertThat(world.outbound.following().attempts(RIVAL, id)).isNull();
            assertThat(world.outbound
                            .following()
                            .deliveries(
                                    RIVAL, DeliveryQuery.builder().tenant(ACME).build())
                            .deliveries())
                    .isEmpty();
        }

        @Test
        void shouldListByStateEndpointAndTime() {
            Endpoint good = world.endpoint("good.example");
            Endpoint bad = world.endpoint("bad.example");
            world.sender.on("bad.example", answer(500));
            EventId early = world.accept("1");
            world.run();
            world.clock.advance(Duration.ofHours(1));
            EventId late = world.accepted(event("2")).id();

            assertThat(list(DeliveryQuery.builder().addStatuses(DeliveryStatus.DEAD)))
                    .containsExactly(world.delivery(early, bad));
            assertThat(list(DeliveryQuery.builder().endpoint(good.id())))
                    .containsExactly(world.delivery(late, good), world.delivery(early, good));
            assertThat(list(DeliveryQuery.builder()
                            .acceptedBefore(NOON.plusSeconds(1))
                            .endpoint(good.id())))
                    .containsExactly(world.delivery(early, good));
        }

        private List<Delivery> list(DeliveryQuery.Builder query) {
            return world.outbound.following().deliveries(ACME, query.build()).deliveries();
        }
    }
}
