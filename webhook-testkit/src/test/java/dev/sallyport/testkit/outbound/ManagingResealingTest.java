package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.RIVAL;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ResealReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagingResealingTest extends ManagingTestBase {

    @Test
    void shouldSealEverythingUnderTheCurrentKey() {
        CreateEndpointResult.Created created = world.created(CreateEndpointCommand.builder()
                .tenant(ACME)
                .settings(at("a.example").build())
                .headers(Map.of("X-Token", "one"))
                .build());
        Endpoint other = world.endpoint(RIVAL, at("b.example").build());
        world.cipher.rotate();
        Endpoint fresh = world.endpoint("c.example");

        ResealReport report = desk.reseal(null, 10);
        world.cipher.forget("v1");

        assertThat(report).isEqualTo(new ResealReport(2, 0, null));
        assertThat(List.of(created.endpoint(), other, fresh))
                .allSatisfy(endpoint -> assertThat(world.current(endpoint)
                                .secrets()
                                .getFirst()
                                .sealed()
                                .keyVersion())
                        .isEqualTo("v2"));
        assertThat(world.current(created.endpoint()).headers())
                .extracting(CustomHeader::name)
                .containsExactly("X-Token");
        world.accept("{}");
        world.run();
        assertThat(world.sender.requestsTo("a.example").getFirst().headers().first("X-Token"))
                .isEqualTo("one");
    }

    @Test
    void shouldGoPageByPageAndSayWhatFailed() {
        world.endpoint("a.example");
        world.endpoint("b.example");
        world.endpoint("c.example");
        world.cipher.rotate();

        ResealReport first = desk.reseal(null, 2);
        assertThat(first.resealed()).isEqualTo(2);
        world.cipher.forget("v1");
        ResealReport second = desk.reseal(first.next(), 2);

        assertThat(second).isEqualTo(new ResealReport(0, 1, null));
    }
}
