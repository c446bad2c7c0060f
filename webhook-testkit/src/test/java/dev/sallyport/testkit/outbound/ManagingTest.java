package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.memory.InMemoryHttpSender.failure;
import static dev.sallyport.testkit.outbound.OutboundWorld.ACME;
import static dev.sallyport.testkit.outbound.OutboundWorld.NOON;
import static dev.sallyport.testkit.outbound.OutboundWorld.RIVAL;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.delivery.tenant.ApiKeyToken;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.AuthenticateUseCase.AuthenticateResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ChangeEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.EnableEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.PingResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.Problem;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.ResealReport;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.RotateSecretResult;
import dev.sallyport.core.port.in.ManageTenantsUseCase.IssuedKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The registers of tenants, keys and endpoints. */
class ManagingTest {

    private final OutboundWorld world = new OutboundWorld();
    private final ManageEndpointsUseCase desk = world.outbound.managingEndpoints();

    @Nested
    class Keys {

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
                    .isEqualTo(new AuthenticateResult.Authenticated(
                            ACME, issued.key().id()));
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

            assertThat(authenticate(old.token(), Scope.EVENTS_WRITE))
                    .isInstanceOf(AuthenticateResult.Authenticated.class);
            world.clock.advance(Duration.ofSeconds(60));
            assertThat(authenticate(old.token(), Scope.EVENTS_WRITE))
                    .isEqualTo(new AuthenticateResult.Unauthenticated());
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

            assertThat(world.outbound
                            .managingTenants()
                            .endKey(RIVAL, issued.key().id(), NOON))
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

    @Test
    void shouldCreateATenantOnce() {
        assertThat(world.outbound.managingTenants().create(ACME, "Another")).isFalse();
        assertThat(world.outbound.managingTenants().find(ACME))
                .satisfies(tenant -> assertThat(tenant.name()).isEqualTo("Acme"));
        assertThat(world.outbound.managingTenants().list(null, 10))
                .extracting(tenant -> tenant.id().value())
                .containsExactly("acme", "rival");
    }

    @Nested
    class Creating {

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

            assertThat(world.created(command(at("a.example").build())
                                    .ownSecret(own)
                                    .build())
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
                            "scheme-not-allowed",
                            "malformed-filter",
                            "reserved-header",
                            "malformed-header",
                            "secret-kind");
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

    @Nested
    class Changing {

        private final Endpoint endpoint = world.created(CreateEndpointCommand.builder()
                        .tenant(ACME)
                        .settings(at("a.example").build())
                        .headers(Map.of("X-Token", "one"))
                        .build())
                .endpoint();

        @Test
        void shouldHoldFromTheNextAttemptOn() {
            desk.update(ACME, endpoint.id(), at("b.example").build(), Map.of("X-Token", "two"));

            world.accept("{}");
            world.run();

            assertThat(world.sender.requests()).singleElement().satisfies(request -> {
                assertThat(request.target().host()).isEqualTo("b.example");
                assertThat(request.headers().first("X-Token")).isEqualTo("two");
            });
        }

        @Test
        void shouldLeaveHeadersAsTheyAreUnlessGiven() {
            desk.update(ACME, endpoint.id(), at("b.example").build(), null);

            world.accept("{}");
            world.run();

            assertThat(world.sender.requests().getFirst().headers().first("X-Token"))
                    .isEqualTo("one");
        }

        @Test
        void shouldChangeNothingThatIsRefused() {
            assertThat(desk.update(
                            ACME,
                            endpoint.id(),
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

    @Nested
    class Pinging {

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

    @Nested
    class Resealing {

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

    @Test
    void shouldNotShowOrMoveAnotherTenantsEndpoints() {
        Endpoint ours = world.endpoint("a.example");

        assertThat(desk.find(RIVAL, ours.id())).isNull();
        assertThat(desk.list(RIVAL)).isEmpty();
        assertThat(desk.update(RIVAL, ours.id(), at("evil.example").build(), null))
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
