package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKeyToken;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.AuthenticateUseCase.AuthenticateResult;
import dev.sallyport.core.port.in.ManageTenantsUseCase.IssuedKey;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagingKeysTest extends ManagingTestBase {

    private IssuedKey issue(Scope... scopes) {
        IssuedKey issued = world.outbound.managingTenants().issueKey(ACME, "ci", Set.of(scopes), null);
        assertThat(issued).isNotNull();
        return issued;
    }

    private AuthenticateResult authenticate(ApiKeyToken token, Scope scope) {
        return world.outbound.authenticating().authenticate(token.reveal(), scope);
    }

    @Test
    void shouldTellTheTenant() {
        IssuedKey issued = issue(Scope.EVENTS_WRITE);

        assertThat(authenticate(issued.token(), Scope.EVENTS_WRITE))
                .isEqualTo(
                        new AuthenticateResult.Authenticated(ACME, issued.key().id()));
    }

    @Test
    void shouldNotBeGoodForOtherScopes() {
        IssuedKey issued = issue(Scope.EVENTS_WRITE, Scope.ENDPOINTS_READ);

        assertThat(authenticate(issued.token(), Scope.EVENTS_READ))
                .isEqualTo(new AuthenticateResult.Forbidden(Scope.EVENTS_READ));
        assertThat(authenticate(issued.token(), Scope.ENDPOINTS_WRITE))
                .isEqualTo(new AuthenticateResult.Forbidden(Scope.ENDPOINTS_WRITE));
    }

    @Test
    void shouldOverlapForRotation() {
        IssuedKey old = issue(Scope.EVENTS_WRITE);
        IssuedKey fresh = issue(Scope.EVENTS_WRITE);
        world.outbound.managingTenants().endKey(ACME, old.key().id(), NOON.plusSeconds(60));

        assertThat(authenticate(old.token(), Scope.EVENTS_WRITE)).isInstanceOf(AuthenticateResult.Authenticated.class);
        world.clock.advance(Duration.ofSeconds(60));
        assertThat(authenticate(old.token(), Scope.EVENTS_WRITE)).isEqualTo(new AuthenticateResult.Unauthenticated());
        assertThat(authenticate(fresh.token(), Scope.EVENTS_WRITE))
                .isInstanceOf(AuthenticateResult.Authenticated.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spk_", "Bearer x", "spk_0000000000000000000000000000000000000000000000000000"})
    void shouldNotBeGuessed(String token) {
        assertThat(world.outbound.authenticating().authenticate(token, Scope.EVENTS_WRITE))
                .isEqualTo(new AuthenticateResult.Unauthenticated());
    }

    @Test
    void shouldNotBeKeptInTheClear() {
        IssuedKey issued = issue(Scope.EVENTS_WRITE);

        assertThat(issued.toString()).doesNotContain(issued.token().reveal());
        assertThat(world.tenants.keys(ACME)).containsExactly(issued.key());
        assertThat(issued.key().digest()).isEqualTo(issued.token().digest());
    }

    @Test
    void shouldNotBeEndedByAnotherTenant() {
        IssuedKey issued = issue(Scope.EVENTS_WRITE);

        assertThat(world.outbound.managingTenants().endKey(RIVAL, issued.key().id(), NOON))
                .isNull();
        assertThat(authenticate(issued.token(), Scope.EVENTS_WRITE))
                .isInstanceOf(AuthenticateResult.Authenticated.class);
    }

    @Test
    void shouldNotBeIssuedToNobody() {
        assertThat(world.outbound
                        .managingTenants()
                        .issueKey(new TenantId("nobody"), "", Set.of(Scope.EVENTS_READ), null))
                .isNull();
    }
}
