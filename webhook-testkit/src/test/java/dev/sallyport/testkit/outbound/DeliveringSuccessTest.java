package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveringSuccessTest extends DeliveringTestBase {

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
                .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(new AttemptResult.Answered(200, excerpt)));
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
