package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static dev.sallyport.testkit.outbound.OutboundWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventOrigin;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.in.AcceptEventUseCase.EventRefusal;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AcceptingTest {

    private final OutboundWorld world = new OutboundWorld();

    @Nested
    class FanOut {

        @Test
        void shouldKeepOneDeliveryForEachEndpointThatSubscribes() {
            Endpoint all = world.endpoint("all.example");
            Endpoint invoices = world.endpoint(at("invoices.example")
                    .addEventTypes(new EventTypePattern("invoice.*"))
                    .build());
            world.endpoint(at("customers.example")
                    .addEventTypes(new EventTypePattern("customer.*"))
                    .build());
            world.endpoint(OutboundWorld.RIVAL, at("rival.example").build());

            AcceptEventResult.Accepted accepted = world.accepted(event("{}"));

            assertThat(accepted.deliveries()).isEqualTo(2);
            assertThat(world.deliveries.deliveriesOf(accepted.id()))
                    .extracting(delivery -> delivery.id().endpoint())
                    .containsExactlyInAnyOrder(all.id(), invoices.id());
        }

        @Test
        void shouldRecordThatAPayloadFilterDidNotChooseTheEvent() {
            Endpoint endpoint = world.endpoint(at("big.example")
                    .payloadFilter("{\"amount\":[{\"numeric\":[\">\",100]}]}")
                    .build());

            EventId small = world.accept("{\"amount\":99}");
            EventId big = world.accept("{\"amount\":101}");

            assertThat(world.delivery(small, endpoint).status()).isEqualTo(DeliveryStatus.FILTERED);
            assertThat(world.delivery(small, endpoint).reason()).isEqualTo("payload-filter");
            assertThat(world.delivery(big, endpoint).status()).isEqualTo(DeliveryStatus.PENDING);
        }

        @Test
        void shouldRecordThatADisabledEndpointMissesTheEvent() {
            Endpoint endpoint = world.endpoint("off.example");
            world.outbound.managingEndpoints().disable(ACME, endpoint.id());

            AcceptEventResult.Accepted accepted = world.accepted(event("{}"));

            assertThat(accepted.deliveries()).isZero();
            Delivery delivery = world.delivery(accepted.id(), endpoint);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.DISABLED);
            assertThat(delivery.reason()).isEqualTo("disabled-by-request");
            assertThat(delivery.revision()).isZero();
        }

        @Test
        void shouldAcceptAnEventThatNobodyWants() {
            AcceptEventResult.Accepted accepted = world.accepted(event("{}"));

            assertThat(accepted.deliveries()).isZero();
            assertThat(world.deliveries.findEvent(accepted.id())).isNotNull();
        }

        @Test
        void shouldPutDeliveriesInALaneOnlyWhereTheEndpointAsksForOrder() {
            Endpoint ordered =
                    world.endpoint(at("ordered.example").ordered(true).build());
            Endpoint free = world.endpoint("free.example");

            EventId id = world.acceptInOrder("customer-1", "{}");

            assertThat(world.delivery(id, ordered).orderingKey()).isEqualTo(new OrderingKey("customer-1"));
            assertThat(world.delivery(id, ordered).position()).isPositive();
            assertThat(world.delivery(id, free).orderingKey()).isNull();
        }
    }

    @Nested
    class Repetition {

        @Test
        void shouldConvergeOnOneEventOfAnIdempotencyKey() {
            world.endpoint("a.example");

            AcceptEventResult.Accepted first = world.accepted(event("{}").idempotencyKey("k"));
            AcceptEventResult.Accepted second = world.accepted(event("{}").idempotencyKey("k"));

            assertThat(first.duplicate()).isFalse();
            assertThat(second).isEqualTo(new AcceptEventResult.Accepted(first.id(), 0, true));
            assertThat(world.deliveries.all()).hasSize(1);
        }

        @Test
        void shouldConvergeOnOneEventOfAnOwnIdWhateverTheKey() {
            AcceptEventResult.Accepted first =
                    world.accepted(event("{}").ownId("order-1").idempotencyKey("k1"));
            AcceptEventResult.Accepted second =
                    world.accepted(event("{}").ownId("order-1").idempotencyKey("k2"));

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.duplicate()).isTrue();
        }

        @Test
        void shouldRefuseAKeyThatWasUsedForSomethingElse() {
            AcceptEventResult.Accepted first = world.accepted(event("{}").idempotencyKey("k"));

            assertThat(world.outbound
                            .accepting()
                            .accept(event("{ }").idempotencyKey("k").build()))
                    .isEqualTo(new AcceptEventResult.Conflict(first.id()));
            assertThat(world.outbound
                            .accepting()
                            .accept(event("{}")
                                    .idempotencyKey("k")
                                    .type(new EventType("other"))
                                    .build()))
                    .isEqualTo(new AcceptEventResult.Conflict(first.id()));
            assertThat(world.outbound
                            .accepting()
                            .accept(event("{}")
                                    .idempotencyKey("k")
                                    .ownId("order-2")
                                    .build()))
                    .isEqualTo(new AcceptEventResult.Conflict(first.id()));
        }

        @Test
        void shouldRefuseAUsedKeyWithAnEventThatIsKnownByItsOwnId() {
            AcceptEventResult.Accepted first = world.accepted(event("{}").idempotencyKey("k"));
            world.accepted(event("[]").ownId("order-2"));

            assertThat(world.outbound
                            .accepting()
                            .accept(event("[]")
                                    .idempotencyKey("k")
                                    .ownId("order-2")
                                    .build()))
                    .isEqualTo(new AcceptEventResult.Conflict(first.id()));
        }

        @Test
        void shouldRefuseAnOwnIdThatWasUsedForSomethingElse() {
            AcceptEventResult.Accepted first = world.accepted(event("{}").ownId("order-1"));

            assertThat(world.outbound
                            .accepting()
                            .accept(event("[]").ownId("order-1").build()))
                    .isEqualTo(new AcceptEventResult.Conflict(first.id()));
        }

        @Test
        void shouldKeepTenantsKeysApart() {
            AcceptEventResult.Accepted ours = world.accepted(event("{}").idempotencyKey("k"));
            AcceptEventResult.Accepted theirs =
                    world.accepted(event("[]").idempotencyKey("k").tenant(OutboundWorld.RIVAL));

            assertThat(theirs.duplicate()).isFalse();
            assertThat(theirs.id()).isNotEqualTo(ours.id());
        }

        @Test
        void shouldTakeEqualEventsWithoutANameForDifferentOnes() {
            assertThat(world.accept("{}")).isNotEqualTo(world.accept("{}"));
        }

        @Test
        void shouldConvergeAfterAnUnknownOutcome() {
            AtomicBoolean failOnce = new AtomicBoolean(true);
            InMemoryDeliveryStore kept = new InMemoryDeliveryStore();
            DeliveryStore doubtful = (DeliveryStore) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {DeliveryStore.class}, (proxy, method, arguments) -> {
                        Object outcome = method.invoke(kept, arguments);
                        if (method.getName().equals("accept") && failOnce.getAndSet(false)) {
                            throw new OutcomeUnknownException("the answer was lost");
                        }
                        return outcome;
                    });
            OutboundWorld lossy = new OutboundWorld(parts -> parts.deliveries(doubtful));
            lossy.endpoint("a.example");

            AcceptEventResult first = lossy.outbound
                    .accepting()
                    .accept(event("{}").idempotencyKey("k").build());
            AcceptEventResult second = lossy.outbound
                    .accepting()
                    .accept(event("{}").idempotencyKey("k").build());

            assertThat(first).isEqualTo(new AcceptEventResult.Unavailable(Duration.ofSeconds(5)));
            assertThat(second).isEqualTo(new AcceptEventResult.Accepted(EventId.ofIdempotencyKey(ACME, "k"), 0, true));
            assertThat(kept.all()).hasSize(1);
        }

        @Test
        void shouldForwardAWebhookOnce() {
            WebhookId webhook = WebhookId.ofEvent(new ProviderId("stripe"), "evt_1");

            AcceptEventResult.Accepted first = world.accepted(event("{}").forwardedFrom(webhook));
            AcceptEventResult.Accepted second = world.accepted(event("{}").forwardedFrom(webhook));

            assertThat(second).isEqualTo(new AcceptEventResult.Accepted(first.id(), 0, true));
            assertThat(world.deliveries.findEvent(first.id()))
                    .satisfies(kept -> assertThat(kept.origin()).isEqualTo(EventOrigin.FORWARDED));
        }
    }

    @Nested
    class Delay {

        @Test
        void shouldHoldTheFirstAttemptBackUntilTheInstantAskedFor() {
            Endpoint endpoint = world.endpoint("a.example");

            EventId id =
                    world.accepted(event("{}").delayUntil(NOON.plusSeconds(90))).id();
            world.pass(Duration.ofSeconds(89), Duration.ofSeconds(1));
            assertThat(world.sender.requests()).isEmpty();
            world.pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldHoldBackInTheStoreWhatTheQueueCannotHold() {
            Endpoint endpoint = world.endpoint("a.example");

            EventId id = world.accepted(event("{}").delayUntil(NOON.plus(Duration.ofDays(3))))
                    .id();
            world.pass(Duration.ofDays(3).minusSeconds(1), Duration.ofHours(1));
            assertThat(world.sender.requests()).isEmpty();
            world.pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

            assertThat(world.delivery(id, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }

        @Test
        void shouldRoundUpToWholeMilliseconds() {
            EventId id = world.accepted(event("{}").delayUntil(NOON.plusNanos(1_000_001)))
                    .id();

            assertThat(world.deliveries.findEvent(id))
                    .satisfies(kept -> assertThat(kept.dueAt()).isEqualTo(NOON.plusMillis(2)));
        }

        @Test
        void shouldTakeThePastForAtOnce() {
            EventId id =
                    world.accepted(event("{}").delayUntil(NOON.minusSeconds(1))).id();

            assertThat(world.deliveries.findEvent(id))
                    .satisfies(kept -> assertThat(kept.dueAt()).isEqualTo(NOON));
        }
    }

    @Nested
    class Refusal {

        @Test
        void shouldNameWhatCannotBe() {
            assertRefused(event("{}").type(new EventType("sallyport.ping")), EventRefusal.RESERVED_TYPE);
            assertRefused(event("{}").ownId(""), EventRefusal.MALFORMED_EVENT_ID);
            assertRefused(event("{}").ownId("a b"), EventRefusal.MALFORMED_EVENT_ID);
            assertRefused(event("{}").ownId("a".repeat(256)), EventRefusal.MALFORMED_EVENT_ID);
            assertRefused(event("{}").idempotencyKey("é"), EventRefusal.MALFORMED_IDEMPOTENCY_KEY);
            assertRefused(event("{}").contentType("a\r\nb: c"), EventRefusal.MALFORMED_CONTENT_TYPE);
            assertRefused(
                    event("{}").delayUntil(NOON.plus(Duration.ofDays(30)).plusMillis(1)), EventRefusal.DELAY_TOO_LONG);
        }

        private void assertRefused(AcceptEventCommand.Builder command, EventRefusal reason) {
            assertThat(world.outbound.accepting().accept(command.build()))
                    .isEqualTo(new AcceptEventResult.Refused(reason));
        }

        @Test
        void shouldNotKnowTenantsThatDoNotExist() {
            assertThat(world.outbound
                            .accepting()
                            .accept(event("{}").tenant(new TenantId("nobody")).build()))
                    .isEqualTo(new AcceptEventResult.UnknownTenant());
        }
    }

    @Test
    void shouldDeliverTheExactBytes() {
        world.endpoint("a.example");
        byte[] bytes = {0, (byte) 0xff, 13, 10, 'x'};

        world.accepted(event("").body(RawPayload.copyOf(bytes)).contentType("application/octet-stream"));
        world.run();

        assertThat(world.sender.requests()).singleElement().satisfies(request -> {
            assertThat(request.body().toByteArray()).isEqualTo(bytes);
            assertThat(request.headers().all("Content-Type")).isEqualTo(List.of("application/octet-stream"));
        });
    }
}
