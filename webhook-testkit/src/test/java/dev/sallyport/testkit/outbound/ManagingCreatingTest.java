package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagingCreatingTest extends ManagingTestBase {

    private List<Problem> problems(CreateEndpointCommand.Builder command) {
        return ((CreateEndpointResult.Refused) desk.create(command.build())).problems();
    }

    private CreateEndpointCommand.Builder command(EndpointSettings settings) {
        return CreateEndpointCommand.builder().tenant(ACME).settings(settings);
    }

    @Test
    void shouldShowTheSecretOnce() {
        CreateEndpointResult.Created created =
                world.created(command(at("a.example").build()).build());

        assertThat(created.secret().reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(desk.find(ACME, created.endpoint().id())).isEqualTo(created.endpoint());
    }

    @Test
    void shouldTakeASecretThatTheEndpointHasAlready() {
        SecretText own = SecretText.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(world.created(command(at("a.example").build()).ownSecret(own).build())
                        .secret())
                .isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_!", "whsk_AAAA", ""})
    void shouldRefuseASecretOfAnotherForm(String text) {
        assertThat(problems(command(at("a.example").build()).ownSecret(SecretText.of(text))))
                .extracting(Problem::code)
                .containsExactly("malformed-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example/, scheme-not-allowed",
        "https://a.example:8443/, port-not-allowed",
        "https://user:pass@a.example/, credentials",
        "https://127.0.0.1/, loopback",
        "https://169.254.169.254/latest, link-local",
        "https://localhost/, loopback",
        "not a url, url-malformed",
    })
    void shouldRefuseATargetThatDeliveriesMayNotGoTo(String url, String code) {
        List<Problem> problems =
                problems(command(EndpointSettings.builder().url(url).build()));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("url");
            assertThat(problem.message()).doesNotContain("pass");
        });
        if (!code.equals("link-local")) {
            assertThat(problems).extracting(Problem::code).containsExactly(code);
        }
    }

    @Test
    void shouldRefuseANameThatResolvesToAPrivateAddress() {
        world.resolver.put("inner.example", "192.168.1.1");

        assertThat(problems(command(at("inner.example").build())))
                .extracting(Problem::code)
                .containsExactly("private-use");
    }

    @Test
    void shouldTakeANameThatDoesNotResolveYet() {
        world.resolver.fail("new.example", DeliveryError.DNS_FAILURE);

        assertThat(world.endpoint("new.example").settings().url()).isEqualTo("https://new.example/hook");
    }

    @Test
    void shouldKeepTheUrlInItsNormalForm() {
        assertThat(world.endpoint(EndpointSettings.builder()
                                .url("HTTPS://A.Example:443")
                                .build())
                        .settings()
                        .url())
                .isEqualTo("https://a.example/");
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnce() {
        assertThat(problems(command(EndpointSettings.builder()
                                .url("http://a.example")
                                .payloadFilter("{")
                                .addSignatureStyles(SignatureStyle.STRIPE)
                                .build())
                        .secretKind(SecretKind.ED25519)
                        .headers(Map.of("Host", "b.example", "X-Ok", "a\r\nb"))))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "scheme-not-allowed", "malformed-filter", "reserved-header", "malformed-header", "secret-kind");
    }

    @Test
    void shouldRefuseHeadersThatDifferInLetterCaseOnly() {
        assertThat(problems(command(at("a.example").build()).headers(Map.of("X-A", "1", "x-a", "2"))))
                .extracting(Problem::code)
                .containsExactly("repeated-header");
    }

    @Test
    void shouldBoundTheNumberOfEndpoints() {
        OutboundWorld small = new OutboundWorld(parts -> parts.mostEndpoints(2));
        small.endpoint("a.example");
        small.endpoint("b.example");

        assertThat(small.outbound
                        .managingEndpoints()
                        .create(command(at("c.example").build()).build()))
                .isEqualTo(new CreateEndpointResult.TooMany(2));
    }

    @Test
    void shouldNotKnowTenantsThatDoNotExist() {
        assertThat(desk.create(command(at("a.example").build())
                        .tenant(new TenantId("nobody"))
                        .build()))
                .isEqualTo(new CreateEndpointResult.UnknownTenant());
    }

    @Test
    void shouldAllowLoopbackWhereTheOperatorDoes() {
        OutboundWorld local = new OutboundWorld(parts -> parts.targets(TargetPolicy.builder()
                .allowHttp(true)
                .allowLoopback(true)
                .addPorts(new PortRange(1, 65_535))
                .build()));

        assertThat(local.endpoint(EndpointSettings.builder()
                                .url("http://127.0.0.1:9000/hook")
                                .build())
                        .settings()
                        .url())
                .isEqualTo("http://127.0.0.1:9000/hook");
    }
}
