package dev.sallyport.testkit.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue asks for endpoints' room while it takes entries: not being told must cost none of them its turn. */
class EndpointsOutOfReachTest {

    private final InMemoryEndpointStore kept = new InMemoryEndpointStore();
    private final EndpointStore faulty = (EndpointStore) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {EndpointStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("find") && failing()) {
                    throw new PortUnavailableException("down");
                }
                try {
                    return method.invoke(kept, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    private final OutboundWorld world = new OutboundWorld(parts -> parts.endpoints(faulty));

    private int finds;
    private int failFrom = Integer.MAX_VALUE;
    private int failUntil = Integer.MAX_VALUE;

    private boolean failing() {
        int find = finds++;
        return find >= failFrom && find < failUntil;
    }

    @Test
    void shouldDeliverEverythingOnceEndpointsCanBeReadAgain() {
        Endpoint one = world.endpoint("one.example");
        Endpoint other = world.endpoint("other.example");
        List<EventId> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(world.accept("{\"n\":" + i + "}"));
        }
        // The first endpoint is answered for, the second is not.
        failFrom = finds + 1;
        failUntil = finds + 4;

        world.run();
        world.pass(Duration.ofSeconds(5), Duration.ofSeconds(1));

        for (EventId event : events) {
            assertThat(world.delivery(event, one).status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(world.delivery(event, other).status()).isEqualTo(DeliveryStatus.DELIVERED);
        }
        assertThat(world.bodiesSentTo("one.example")).hasSize(5);
        assertThat(world.bodiesSentTo("other.example")).hasSize(5);
    }
}
