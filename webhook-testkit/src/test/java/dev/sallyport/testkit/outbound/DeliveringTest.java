package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.DeliverUseCase.DeliverResult;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveringTest extends DeliveringTestBase {

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
