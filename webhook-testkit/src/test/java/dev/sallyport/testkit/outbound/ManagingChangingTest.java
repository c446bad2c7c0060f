package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ChangeEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.EnableEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.Problem;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagingChangingTest extends ManagingTestBase {

    private final Endpoint endpoint = world.created(CreateEndpointCommand.builder()
                    .tenant(ACME)
                    .settings(at("a.example").build())
                    .headers(Map.of("X-Token", "one"))
                    .build())
            .endpoint();

    @Test
    void shouldHoldFromTheNextAttemptOn() {
        desk.update(ACME, endpoint.id(), null, at("b.example").build(), Map.of("X-Token", "two"));

        world.accept("{}");
        world.run();

        assertThat(world.sender.requests()).singleElement().satisfies(request -> {
            assertThat(request.target().host()).isEqualTo("b.example");
            assertThat(request.headers().first("X-Token")).isEqualTo("two");
        });
    }

    @Test
    void shouldLeaveHeadersAsTheyAreUnlessGiven() {
        desk.update(ACME, endpoint.id(), null, at("b.example").build(), null);

        world.accept("{}");
        world.run();

        assertThat(world.sender.requests().getFirst().headers().first("X-Token"))
                .isEqualTo("one");
    }

    @Test
    void shouldChangeNothingOfWhatSomeoneElseChangedFirst() {
        EndpointSettings seen = endpoint.settings();
        desk.update(ACME, endpoint.id(), seen, at("b.example").build(), null);
        Endpoint theirs = world.current(endpoint);

        assertThat(desk.update(ACME, endpoint.id(), seen, at("c.example").build(), null))
                .isEqualTo(new ChangeEndpointResult.Outdated(theirs));
        assertThat(world.current(endpoint)).isEqualTo(theirs);
    }

    @Test
    void shouldNotMindWhatElseChangedMeanwhile() {
        EndpointSettings seen = endpoint.settings();
        desk.disable(ACME, endpoint.id());

        assertThat(desk.update(ACME, endpoint.id(), seen, at("b.example").build(), null))
                .isInstanceOf(ChangeEndpointResult.Changed.class);
        assertThat(world.current(endpoint).isEnabled()).isFalse();
        assertThat(world.current(endpoint).settings().url()).isEqualTo("https://b.example/hook");
    }

    @Test
    void shouldRefuseAStripeHeaderThatIsACustomHeader() {
        EndpointSettings settings = at("a.example").stripeHeader("x-token").build();

        assertThat(desk.update(ACME, endpoint.id(), null, settings, null))
                .isEqualTo(new ChangeEndpointResult.Refused(
                        List.of(new Problem("stripeHeader", "repeated-header", "'x-token' is a custom header, too"))));
    }

    @Test
    void shouldChangeNothingThatIsRefused() {
        assertThat(desk.update(
                        ACME,
                        endpoint.id(),
                        null,
                        EndpointSettings.builder().url("x").build(),
                        null))
                .isInstanceOf(ChangeEndpointResult.Refused.class);
        assertThat(world.current(endpoint)).isEqualTo(endpoint);
    }

    @Test
    void shouldDisableAndEnable() {
        assertThat(desk.disable(ACME, endpoint.id()))
                .satisfies(disabled ->
                        assertThat(disabled.state()).isEqualTo(new Disabled(DisabledReason.BY_REQUEST, NOON)));
        world.clock.advance(Duration.ofHours(1));
        assertThat(desk.enable(ACME, endpoint.id()))
                .isEqualTo(new EnableEndpointResult.Enabled(world.current(endpoint), NOON));
        assertThat(world.current(endpoint).isEnabled()).isTrue();
    }

    @Test
    void shouldOfferAlsoWhatWasOnItsWayWhenItWasDisabled() {
        world.sender.on("a.example", InMemoryHttpSender.answer(500));
        world.accept("{}");
        world.run();
        world.clock.advance(Duration.ofSeconds(30));
        desk.disable(ACME, endpoint.id());
        world.accept("{}");
        world.pass(Duration.ofMinutes(2), Duration.ofMinutes(1));

        assertThat(desk.enable(ACME, endpoint.id()))
                .isEqualTo(new EnableEndpointResult.Enabled(world.current(endpoint), NOON));
        assertThat(desk.enable(ACME, endpoint.id()))
                .isEqualTo(new EnableEndpointResult.Enabled(world.current(endpoint), null));
    }

    @Test
    void shouldRefuseAnOverlapOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.rotateSecret(
                        ACME,
                        endpoint.id(),
                        SecretKind.SYMMETRIC,
                        null,
                        Duration.ofDays(7).plusMillis(1)));
    }

    @Test
    void shouldRefuseASecretThatTheStyleCannotUse() {
        Endpoint stripe = world.endpoint(
                at("s.example").addSignatureStyles(SignatureStyle.STRIPE).build());

        assertThat(desk.rotateSecret(ACME, stripe.id(), SecretKind.ED25519, null, Duration.ZERO))
                .isInstanceOf(RotateSecretResult.Refused.class);
        assertThat(world.current(stripe)).isEqualTo(stripe);
    }
}
