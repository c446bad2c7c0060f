package dev.sallyport.local.store.outbound;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.aKey;
import static dev.sallyport.testkit.fixture.Deliveries.aTenant;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpointOf;
import static dev.sallyport.testkit.fixture.Deliveries.anEvent;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.local.store.LocalStoreTestBase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundDurabilityIT extends LocalStoreTestBase {

    @Test
    void shouldHoldEverythingWhenTheStoreIsOpenedAgain() {
        Event event = anEvent("a");
        Delivery pending = aDelivery(event, 1);
        Endpoint open = Endpoint.builder()
                .from(anEndpoint(1))
                .health(EndpointHealth.builder()
                        .breaker(new Breaker.Open(NOON.plusSeconds(30), 1))
                        .build())
                .revision(1)
                .build();
        store.tenants().create(aTenant(ACME));
        store.tenants().addKey(aKey(1));
        store.endpoints().create(anEndpoint(1));
        store.endpoints().replace(open);
        store.deliveries().accept(event, List.of(pending));
        Delivery failed = pending.failed(NOON.plusSeconds(60), NOON.plusSeconds(120));
        store.deliveries().record(failed, anAttempt(pending));

        openAgain();

        assertThat(store.tenants().find(ACME)).isEqualTo(aTenant(ACME));
        assertThat(store.tenants().findKey(aKey(1).digest())).isEqualTo(aKey(1));
        assertThat(store.endpoints().find(ACME, endpointId(1))).isEqualTo(open);
        assertThat(store.deliveries().findEvent(event.id())).isEqualTo(event);
        assertThat(store.deliveries().find(pending.id())).isEqualTo(failed);
        assertThat(store.deliveries().attemptsOf(event.id())).containsExactly(anAttempt(pending));
        assertThat(store.deliveries().wakeable(NOON.plusSeconds(120), null, 10)).containsExactly(failed);
    }

    @Test
    void shouldGoOnCountingPositionsWhenTheStoreIsOpenedAgain() {
        Lane lane = new Lane(endpointId(1), new OrderingKey("k"));
        List<String> names = List.of("a", "b", "c", "d");

        for (String name : names) {
            store.deliveries().accept(anEvent(name), List.of(aDelivery(anEvent(name), 1, "k")));
            openAgain();
        }

        for (String name : names) {
            Delivery head = store.deliveries().headOf(lane);
            assertThat(head).isNotNull();
            assertThat(head.id().event()).isEqualTo(anEvent(name).id());
            store.deliveries().record(head.ended(DeliveryStatus.DEAD, "why", NOON), null);
        }
        assertThat(store.deliveries().headOf(lane)).isNull();
    }

    @Test
    void shouldReadMoreTenantsThanItHoldsInMemory() {
        IntStream.range(0, 60)
                .forEach(i -> store.endpoints()
                        .create(anEndpointOf(i)
                                .tenant(new TenantId("tenant-" + i))
                                .build()));

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 60; i++) {
                assertThat(store.endpoints().ofTenant(new TenantId("tenant-" + i)))
                        .extracting(Endpoint::id)
                        .containsExactly(endpointId(i));
            }
        }
        assertThat(store.endpoints().ofTenant(RIVAL)).isEmpty();
    }

    private void openAgain() {
        closeStore();
        openStore();
    }
}
