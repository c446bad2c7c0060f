package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.RIVAL;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ChangeEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.EnableEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.PingResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManagingTest extends ManagingTestBase {

    @Test
    void shouldCreateATenantOnce() {
        assertThat(world.outbound.managingTenants().create(ACME, "Another")).isFalse();
        assertThat(world.outbound.managingTenants().find(ACME))
                .satisfies(tenant -> assertThat(tenant.name()).isEqualTo("Acme"));
        assertThat(world.outbound.managingTenants().list(null, 10))
                .extracting(tenant -> tenant.id().value())
                .containsExactly("acme", "rival");
    }

    @Test
    void shouldNotShowOrMoveAnotherTenantsEndpoints() {
        Endpoint ours = world.endpoint("a.example");

        assertThat(desk.find(RIVAL, ours.id())).isNull();
        assertThat(desk.list(RIVAL)).isEmpty();
        assertThat(desk.update(RIVAL, ours.id(), null, at("evil.example").build(), null))
                .isEqualTo(new ChangeEndpointResult.NotFound());
        assertThat(desk.delete(RIVAL, ours.id())).isFalse();
        assertThat(desk.disable(RIVAL, ours.id())).isNull();
        assertThat(desk.enable(RIVAL, ours.id())).isEqualTo(new EnableEndpointResult.NotFound());
        assertThat(desk.rotateSecret(RIVAL, ours.id(), SecretKind.SYMMETRIC, null, Duration.ZERO))
                .isEqualTo(new RotateSecretResult.NotFound());
        assertThat(desk.ping(RIVAL, ours.id())).isEqualTo(new PingResult.NotFound());
        assertThat(world.current(ours)).isEqualTo(ours);
        assertThat(world.sender.requests()).isEmpty();
    }
}
