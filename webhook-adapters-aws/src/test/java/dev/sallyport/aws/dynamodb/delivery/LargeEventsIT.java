package dev.sallyport.aws.dynamodb.delivery;

import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.PartitionQuery;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Events with more deliveries than one transaction holds, and with larger bodies than belong into an item. */
class LargeEventsIT {

    private static final int MANY = 260;

    private final Deployed deployed = new Deployed();
    private final DeliveryStore deliveries = deployed.store();
    private final Table table = new Table(DynamoDbEmulator.client(), deployed.table);
    private final Event event = anEventOf("a").idempotencyKey("k").build();

    @Nested
    class Bodies {

        @Test
        void shouldKeepALargeBodyBesideTheTable() {
            Event large =
                    anEventOf("a").body(RawPayload.adopt(new byte[500_000])).build();

            deliveries.accept(large, List.of());

            assertThat(deliveries.findEvent(large.id())).isEqualTo(large);
            assertThat(deployed.bodies)
                    .containsOnlyKeys("events/2026-03-01/" + large.id() + "/"
                            + large.body().sha256().toHex());
        }

        @Test
        void shouldKeepTheLargestBodyOfAnItemInTheTableAndTheNextBesideIt() {
            Event inside =
                    anEventOf("a").body(RawPayload.adopt(new byte[16 * 1024])).build();
            Event outside = anEventOf("b")
                    .body(RawPayload.adopt(new byte[16 * 1024 + 1]))
                    .build();

            deliveries.accept(inside, List.of());
            assertThat(deployed.bodies).isEmpty();
            deliveries.accept(outside, List.of());
            assertThat(deployed.bodies).hasSize(1);
        }

        @Test
        void shouldFindNoEventWhoseBodyIsGone() {
            Event large =
                    anEventOf("a").body(RawPayload.adopt(new byte[50_000])).build();
            deliveries.accept(large, List.of());

            deployed.bodies.clear();

            assertThat(deliveries.findEvent(large.id())).isNull();
        }
    }

    @Nested
    class FanOuts {

        @Test
        void shouldKeepMoreDeliveriesThanATransactionHolds() {
            AcceptOutcome outcome = deliveries.accept(event, many());

            List<Delivery> expected = ((AcceptOutcome.Accepted) outcome)
                    .deliveries().stream()
                            .sorted(Comparator.comparing(Delivery::id))
                            .toList();
            assertThat(expected).hasSize(MANY);
            assertThat(deliveries.deliveriesOf(event.id())).containsExactlyElementsOf(expected);
            assertThat(deliveries.headOf(lane(2))).isNotNull();
            assertThat(deliveries.headOf(lane(3))).as("one that has ended").isNull();
            assertThat(listOfParts()).isEmpty();
        }

        @Test
        void shouldAnswerARepeatedCallWithWhatWasKept() {
            deliveries.accept(event, many());

            assertThat(deliveries.accept(event, many())).isEqualTo(new AcceptOutcome.AlreadyAccepted(event));
        }

        @Test
        void shouldKeepNothingWhenTheCallDiesBeforeTheTransaction() {
            DeliveryStore dying =
                    deployed.store(DynamoDbEmulator.client(failingAt(TransactWriteItemsRequest.class, 1)));

            assertThatThrownBy(() -> dying.accept(event, many())).isInstanceOf(OutcomeUnknownException.class);

            assertThat(deliveries.findEvent(event.id())).isNull();
            assertThat(deliveries.deliveriesOf(event.id())).isEmpty();
            assertThat(deliveries.wakeable(NOON.plus(Duration.ofDays(1)), null, 1_000))
                    .isEmpty();
            assertThat(listOfParts())
                    .hasSize(2)
                    .allSatisfy(part -> assertThat(part.number("expires_at_epoch_seconds"))
                            .isEqualTo(NOON.plus(Duration.ofDays(1)).getEpochSecond()));
            assertThat(deliveries.accept(event, many())).isInstanceOf(AcceptOutcome.Accepted.class);
        }

        @Test
        void shouldShowAllDeliveriesToWhoeverLooksAfterTheCallDied() {
            die();

            assertThat(deliveries.deliveriesOf(event.id())).hasSize(MANY);
            assertThat(listOfParts()).isEmpty();
        }

        @Test
        void shouldFindEachDeliveryAfterTheCallDied() {
            die();

            for (int endpoint = 0; endpoint < MANY; endpoint += 20) {
                assertThat(deliveries.find(new DeliveryId(event.id(), endpointId(endpoint))))
                        .isNotNull();
            }
        }

        @Test
        void shouldConvergeWhenTheCallIsRepeatedAfterItDied() {
            die();

            assertThat(deliveries.accept(event, many())).isEqualTo(new AcceptOutcome.AlreadyAccepted(event));
            assertThat(deliveries.deliveriesOf(event.id())).hasSize(MANY);
        }

        @Test
        void shouldBeWokenByTheSweeperAfterTheCallDied() {
            die();

            deliveries.wakeable(NOON.plusSeconds(60), null, 1_000);

            assertThat(deliveries.wakeable(NOON.plusSeconds(60), null, 1_000)).hasSize((int) many().stream()
                    .filter(delivery -> !delivery.status().isTerminal())
                    .count());
        }

        @Test
        void shouldMakeNothingAnewThatHasMovedOn() {
            die();
            Item madeFirst = PartitionQuery.beginning(table, event.id().value(), "delivery#").all().stream()
                    .filter(item -> item.text("status").equals("PENDING"))
                    .findFirst()
                    .orElseThrow();
            DeliveryId id = new DeliveryId(
                    event.id(), new EndpointId(madeFirst.key().sort().substring("delivery#".length())));
            Delivery delivered = Objects.requireNonNull(deliveries.find(id)).delivered(NOON);
            assertThat(listOfParts()).as("what is found makes nothing else").isNotEmpty();
            deliveries.record(delivered, null);

            assertThat(deliveries.deliveriesOf(event.id())).hasSize(MANY).contains(delivered);
        }

        /** Keeps the event and dies while its deliveries are made. */
        private void die() {
            DeliveryStore dying = deployed.store(DynamoDbEmulator.client(failingAt(PutItemRequest.class, 40)));
            try {
                dying.accept(event, many());
            } catch (OutcomeUnknownException e) {
                assertThat(e).hasMessageContaining("PutItem");
            }
        }

        private List<Delivery> many() {
            return IntStream.range(0, MANY)
                    .mapToObj(endpoint -> switch (endpoint % 4) {
                        case 2 -> aDelivery(event, endpoint, "k");
                        case 3 ->
                            Delivery.builder()
                                    .from(aDelivery(event, endpoint, "k"))
                                    .status(DeliveryStatus.FILTERED)
                                    .reason("payload-filter")
                                    .endedAt(NOON)
                                    .build();
                        default -> aDelivery(event, endpoint);
                    })
                    .toList();
        }

        private Lane lane(int endpoint) {
            return new Lane(endpointId(endpoint), new OrderingKey("k"));
        }

        private List<Item> listOfParts() {
            return PartitionQuery.beginning(table, event.id().value(), "fan-out#")
                    .all();
        }
    }

    @Test
    void shouldKeepNoMoreThanItCanListInOneTransaction() {
        List<Delivery> tooMany = IntStream.rangeClosed(0, 250 * 98)
                .mapToObj(endpoint -> aDelivery(anEvent("a"), endpoint))
                .toList();

        assertThatThrownBy(() -> deliveries.accept(anEvent("a"), tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event has at most 24500 deliveries");
    }

    /** Lets the calls of a kind fail from a number on. */
    private static ExecutionInterceptor failingAt(Class<? extends SdkRequest> kind, int number) {
        return new ExecutionInterceptor() {

            private int seen;

            @Override
            public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (kind.isInstance(context.request()) && ++seen >= number) {
                    throw SdkClientException.create("the test lets this call fail");
                }
            }
        };
    }
}
