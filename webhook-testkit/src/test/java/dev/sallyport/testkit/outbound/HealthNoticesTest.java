package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.EnableEndpointResult;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueReport;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operational events: what tenants are told about their endpoints, each exactly once. */
class HealthNoticesTest {

    private final OutboundWorld world = new OutboundWorld();

    private Endpoint operator(OutboundWorld world) {
        return world.endpoint(at("ops.example")
                .addEventTypes(new EventTypePattern("sallyport.*"))
                .ordered(true)
                .build());
    }

    private static List<String> told(OutboundWorld world) {
        return world.sender.requestsTo("ops.example").stream()
                .map(request -> request.headers().first("Sallyport-Event-Type"))
                .toList();
    }

    @Test
    void shouldTellTheWayOfAnEndpointThatSeesOneEventInTwoDays() {
        operator(world);
        Endpoint endpoint = world.endpoint("rare.example");
        world.sender.on("rare.example", answer(500));

        for (int day = 0; day <= 6; day += 2) {
            world.accept("{\"day\":" + day + "}");
            world.pass(Duration.ofDays(2), Duration.ofMinutes(1));
        }

        assertThat(told(world))
                .containsExactly(
                        "sallyport.endpoint.breaker-opened",
                        "sallyport.endpoint.budget-50",
                        "sallyport.endpoint.budget-70",
                        "sallyport.endpoint.budget-90",
                        "sallyport.endpoint.budget-100",
                        "sallyport.endpoint.disabled");
        assertThat(world.current(endpoint).state())
                .isEqualTo(new Disabled(DisabledReason.FAILING, NOON.plus(Duration.ofDays(6))));
        assertThat(world.current(endpoint).pendingNotices()).isEmpty();
    }

    @Test
    void shouldTellOfRecoveryAndOfferWhatWasMissed() {
        operator(world);
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(410));
        EventId refused = world.accept("1");
        world.run();
        EventId missed = world.accept("2");
        world.run();
        world.sender.on("a.example", answer(200));
        world.clock.advance(Duration.ofHours(1));

        EnableEndpointResult enabled = world.outbound.managingEndpoints().enable(ACME, endpoint.id());

        assertThat(enabled).isEqualTo(new EnableEndpointResult.Enabled(world.current(endpoint), NOON));
        RequeueReport report = world.outbound
                .requeueing()
                .requeue(RequeueCommand.builder()
                        .tenant(ACME)
                        .endpoint(endpoint.id())
                        .acceptedFrom(NOON)
                        .build());
        world.run();
        assertThat(report).isEqualTo(new RequeueReport(2, 0, null));
        assertThat(world.delivery(refused, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(world.delivery(missed, endpoint).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(told(world)).containsExactly("sallyport.endpoint.disabled", "sallyport.endpoint.recovered");
    }

    @Test
    void shouldSayWhichEndpointAndWhen() {
        operator(world);
        Endpoint endpoint = world.endpoint("a.example");
        world.sender.on("a.example", answer(410));

        world.accept("{}");
        world.run();

        assertThat(world.bodiesSentTo("ops.example"))
                .containsExactly("{\"type\":\"sallyport.endpoint.disabled\",\"timestamp\":\"2026-03-01T12:00:00Z\","
                        + "\"data\":{\"endpoint_id\":\"" + endpoint.id()
                        + "\",\"notice\":\"disabled\",\"episode\":1}}");
    }

    @Test
    void shouldNotTellEndpointsThatDidNotAsk() {
        world.endpoint("everything.example");
        world.endpoint("a.example");
        world.sender.on("a.example", answer(410));

        world.accept("{}");
        world.run();

        assertThat(world.sender.requestsTo("everything.example")).hasSize(1);
    }

    @Test
    void shouldTellLaterAndOnceWhatCouldNotBeToldAtOnce() {
        InMemoryDeliveryStore kept = new InMemoryDeliveryStore();
        boolean[] down = {false};
        DeliveryStore sometimes = (DeliveryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeliveryStore.class}, (proxy, method, arguments) -> {
                    if (down[0] && method.getName().equals("accept")) {
                        throw new PortUnavailableException("down");
                    }
                    try {
                        return method.invoke(kept, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        OutboundWorld flaky = new OutboundWorld(parts -> parts.deliveries(sometimes));
        operator(flaky);
        Endpoint endpoint = flaky.endpoint("a.example");
        flaky.sender.on("a.example", answer(410));
        flaky.accept("{}");
        down[0] = true;
        flaky.run();
        assertThat(flaky.current(endpoint).pendingNotices()).hasSize(1);
        assertThat(told(flaky)).isEmpty();

        down[0] = false;
        flaky.outbound.sweeping().sweep(100);
        flaky.outbound.sweeping().sweep(100);
        flaky.run();

        assertThat(told(flaky)).containsExactly("sallyport.endpoint.disabled");
        assertThat(flaky.current(endpoint).pendingNotices()).isEmpty();
    }
}
