package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import org.junit.jupiter.api.Test;

class DeliveringEndpointsThatTakeNothingTest extends DeliveringTestBase {

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
                .satisfies(attempt ->
                        assertThat(attempt.result()).isEqualTo(new AttemptResult.Failed(DeliveryError.TARGET_REFUSED)));
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
