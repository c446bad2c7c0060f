package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.aDelivery;
import static dev.sallyport.testkit.fixture.Deliveries.aKey;
import static dev.sallyport.testkit.fixture.Deliveries.aTenant;
import static dev.sallyport.testkit.fixture.Deliveries.anAttempt;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.anEventOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.port.out.DeliveryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls every operation of the ports of outbound delivery, in each of its ways. */
final class OutboundUse {

    private OutboundUse() {}

    static void everyPort(LocalStore store) {
        tenants(store);
        endpoints(store);
        deliveries(store.deliveries());
        listings(store.deliveries());
        store.deliveries().removeExpired(RetentionPolicy.DEFAULT, NOON.plus(Duration.ofDays(60)), 1_000);
    }

    private static void tenants(LocalStore store) {
        store.tenants().create(aTenant(ACME));
        store.tenants().create(aTenant(ACME));
        store.tenants().replace(Tenant.builder().from(aTenant(ACME)).revision(1).build());
        store.tenants().find(ACME);
        store.tenants().list(null, 10);
        store.tenants().addKey(aKey(1));
        store.tenants().findKey(aKey(1).digest());
        store.tenants().keys(ACME);
        store.tenants().endKey(ACME, aKey(1).id(), NOON);
    }

    private static void endpoints(LocalStore store) {
        store.endpoints().create(anEndpoint(1));
        store.endpoints().find(ACME, endpointId(1));
        store.endpoints().ofTenant(ACME);
        store.endpoints()
                .replace(Endpoint.builder().from(anEndpoint(1)).revision(1).build());
        store.endpoints()
                .replace(Endpoint.builder().from(anEndpoint(1)).revision(9).build());
        store.endpoints().list(null, 10);
        store.endpoints().withPendingNotices(10);
        store.endpoints().remove(ACME, endpointId(2));
    }

    private static void deliveries(DeliveryStore deliveries) {
        for (String name : List.of("a", "b", "c", "a")) {
            Event event = anEventOf(name).idempotencyKey("key of " + name).build();
            deliveries.accept(event, List.of(aDelivery(event, 1, "k"), aDelivery(event, 2)));
        }
        Event event = anEventOf("a").build();
        deliveries.accept(anEventOf("unwanted").build(), List.of());
        deliveries.findEvent(event.id());
        Delivery head = Objects.requireNonNull(deliveries.headOf(new Lane(endpointId(1), new OrderingKey("k"))));
        Delivery failed = head.failed(NOON, NOON);
        deliveries.record(failed, anAttempt(head));
        deliveries.record(failed.ended(DeliveryStatus.DEAD, "why", NOON), anAttempt(failed));
        deliveries.find(head.id());
        deliveries.deliveriesOf(event.id());
        deliveries.attemptsOf(event.id());
        List<Delivery> page = deliveries.wakeable(NOON.plusSeconds(60), null, 1);
        deliveries.wakeable(NOON.plusSeconds(60), page.getFirst(), 1);
    }

    private static void listings(DeliveryStore deliveries) {
        for (boolean oldestFirst : List.of(true, false)) {
            for (@Nullable TenantId tenant : Arrays.asList(null, ACME)) {
                for (@Nullable EndpointId endpoint : Arrays.asList(null, endpointId(1))) {
                    for (@Nullable Instant from : Arrays.asList(null, NOON)) {
                        walk(
                                deliveries,
                                DeliveryQuery.builder()
                                        .tenant(tenant)
                                        .endpoint(endpoint)
                                        .statuses(Set.of(DeliveryStatus.PENDING, DeliveryStatus.DEAD))
                                        .acceptedFrom(from)
                                        .oldestFirst(oldestFirst)
                                        .limit(1));
                    }
                }
            }
        }
    }

    private static void walk(DeliveryStore deliveries, DeliveryQuery.Builder query) {
        DeliveryPage page = deliveries.list(query.build());
        while (page.nextCursor() != null) {
            page = deliveries.list(query.cursor(page.nextCursor()).build());
        }
    }
}
