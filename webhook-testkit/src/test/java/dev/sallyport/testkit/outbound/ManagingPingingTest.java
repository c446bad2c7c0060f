package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.memory.InMemoryHttpSender.failure;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.PingResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManagingPingingTest extends ManagingTestBase {

    private final Endpoint endpoint = world.endpoint("a.example");

    @Test
    void shouldSendASignedEventAtOnceAndRecordNothing() {
        PingResult result = desk.ping(ACME, endpoint.id());

        assertThat(result)
                .isEqualTo(new PingResult.Pinged(
                        new AttemptResult.Answered(200, ResponseExcerpt.EMPTY), Duration.ZERO, true));
        assertThat(world.sender.requests()).singleElement().satisfies(request -> {
            assertThat(request.headers().first("Sallyport-Event-Type")).isEqualTo("sallyport.ping");
            assertThat(request.headers().first("webhook-signature")).isNotNull();
        });
        assertThat(world.deliveries.all()).isEmpty();
    }

    @Test
    void shouldTellWhatIsWrongWithoutConsequences() {
        world.sender.on("a.example", answer(410));
        assertThat(desk.ping(ACME, endpoint.id()))
                .isEqualTo(new PingResult.Pinged(
                        new AttemptResult.Answered(410, ResponseExcerpt.EMPTY), Duration.ZERO, false));
        world.sender.on("a.example", failure(DeliveryError.TLS_FAILURE));
        assertThat(desk.ping(ACME, endpoint.id()))
                .isEqualTo(new PingResult.Pinged(
                        new AttemptResult.Failed(DeliveryError.TLS_FAILURE), Duration.ZERO, false));
        assertThat(world.current(endpoint)).isEqualTo(endpoint);
    }

    @Test
    void shouldMeetTheVerdictThatADeliveryWouldMeet() {
        world.resolver.put("a.example", "127.0.0.1");

        assertThat(desk.ping(ACME, endpoint.id())).isEqualTo(new PingResult.Blocked("loopback"));
    }

    @Test
    void shouldReachDisabledEndpointsToo() {
        desk.disable(ACME, endpoint.id());

        assertThat(desk.ping(ACME, endpoint.id())).isInstanceOf(PingResult.Pinged.class);
    }
}
