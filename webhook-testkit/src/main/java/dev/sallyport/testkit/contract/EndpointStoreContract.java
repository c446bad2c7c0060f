package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.fixture.Deliveries.ACME;
import static dev.sallyport.testkit.fixture.Deliveries.NOON;
import static dev.sallyport.testkit.fixture.Deliveries.RIVAL;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpoint;
import static dev.sallyport.testkit.fixture.Deliveries.anEndpointOf;
import static dev.sallyport.testkit.fixture.Deliveries.endpointId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EndpointStore.ReplaceEndpointOutcome;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link EndpointStore} does; changes and notices stand in {@link EndpointChangeContract} and {@link
 * EndpointNoticesContract}.
 */
public interface EndpointStoreContract {

    /** Returns the store under test: empty at the beginning of a test, the same one until its end. */
    EndpointStore endpoints();

    /** Everything that a store does. */
    interface All extends Create, Look, EndpointChangeContract, EndpointNoticesContract {}

    /** {@link EndpointStore#create}. */
    interface Create extends EndpointStoreContract {

        @Test
        default void shouldKeepANewEndpoint() {
            endpoints().create(anEndpoint(1));

            assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(anEndpoint(1));
        }

        @Test
        default void shouldKeepEveryField() {
            Endpoint full = full(new Breaker.Open(NOON.plusNanos(1_000_001), 3), DisabledReason.FAILING);

            endpoints().create(full);

            assertThat(endpoints().find(ACME, full.id())).isEqualTo(full);
            assertThat(endpoints().ofTenant(ACME)).containsExactly(full);
        }

        @Test
        default void shouldKeepEveryStateOfABreaker() {
            for (Breaker breaker : List.of(
                    new Breaker.Closed(0),
                    new Breaker.Closed(9),
                    new Breaker.Open(NOON, 1),
                    new Breaker.Probing(NOON.plusNanos(1), 20))) {
                Endpoint next = replaced(
                        1,
                        endpoint -> endpoint.health(
                                EndpointHealth.builder().breaker(breaker).build()));
                assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(next);
            }
        }

        @ParameterizedTest
        @EnumSource(DisabledReason.class)
        default void shouldKeepWhyAnEndpointIsDisabled(DisabledReason reason) {
            Endpoint disabled = replaced(1, endpoint -> endpoint.state(new Disabled(reason, NOON.plusMillis(1))));

            assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(disabled);
        }

        @Test
        default void shouldChangeNothingWhenAnEndpointIsCreatedAgain() {
            endpoints().create(anEndpoint(1));
            Endpoint changed = next(anEndpoint(1))
                    .state(new Disabled(DisabledReason.GONE, NOON))
                    .build();
            endpoints().replace(changed);

            endpoints().create(anEndpoint(1));

            assertThat(endpoints().find(ACME, endpointId(1))).isEqualTo(changed);
        }

        @Test
        default void shouldTakeNothingButANewEndpoint() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> endpoints().create(next(anEndpoint(1)).build()));
        }

        @Test
        default void shouldNotBeChangedByWhatHappensToTheBytesOfASecret() {
            byte[] bytes = {1, 2, 3};
            endpoints()
                    .create(anEndpointOf(1)
                            .secrets(List.of(new EndpointSecret(
                                    1, SecretKind.SYMMETRIC, SealedSecret.of("v1", bytes), NOON, null)))
                            .build());
            bytes[0] = 9;
            sealedBytes()[0] = 9;

            assertThat(sealedBytes()).containsExactly(1, 2, 3);
        }

        private byte[] sealedBytes() {
            return endpoints()
                    .ofTenant(ACME)
                    .getFirst()
                    .secrets()
                    .getFirst()
                    .sealed()
                    .toByteArray();
        }

        private static Endpoint full(Breaker breaker, DisabledReason reason) {
            return anEndpointOf(1)
                    .settings(EndpointSettings.builder()
                            .url("https://hook.example:8443/p%20ath?token=1&x=")
                            .description("Größe \"zitiert\" \uD83D\uDE00\n")
                            .addEventTypes(new EventTypePattern("invoice.*"), new EventTypePattern("*"))
                            .payloadFilter("{\"a\":[1]}")
                            .signatureStyles(EnumSet.allOf(SignatureStyle.class))
                            .stripeHeader("X-Acme-Signature")
                            .retryPolicy(RetryPolicy.builder()
                                    .attempts(2)
                                    .backoff(Backoff.exponential(Duration.ofNanos(1_000_000_001)))
                                    .build())
                            .clientErrors(ClientErrors.GIVE_UP)
                            .timeout(Duration.ofMillis(1_500))
                            .rateLimit(new RateLimit(100, Duration.ofMillis(1_001), 7))
                            .maxInFlight(3)
                            .ordered(true)
                            .build())
                    .addHeaders(
                            new CustomHeader("Authorization", SealedSecret.of("v2", new byte[] {0, -1, 127, -128})),
                            new CustomHeader("X-Other", SealedSecret.of("v1", new byte[0])))
                    .secrets(List.of(
                            new EndpointSecret(
                                    1,
                                    SecretKind.SYMMETRIC,
                                    SealedSecret.of("v1", new byte[] {1}),
                                    NOON,
                                    NOON.plusSeconds(9)),
                            new EndpointSecret(
                                    2, SecretKind.ED25519, SealedSecret.of("kms:é", new byte[] {2}), NOON, null)))
                    .state(new Disabled(reason, NOON.plusSeconds(1)))
                    .health(EndpointHealth.builder()
                            .breaker(breaker)
                            .episode(4)
                            .failingSince(NOON.minusSeconds(1))
                            .lastFailureAt(NOON.minusMillis(1))
                            .failingFor(Duration.ofDays(5).plusNanos(1))
                            .noticed(EnumSet.of(HealthNotice.BREAKER_OPENED, HealthNotice.BUDGET_50))
                            .recoveryOwed(true)
                            .build())
                    .addPendingNotices(
                            new PendingNotice(HealthNotice.BUDGET_50, 4, NOON),
                            new PendingNotice(HealthNotice.BREAKER_OPENED, 3, NOON.plusMillis(1)))
                    .createdAt(Instant.parse("2026-02-28T23:59:59.999Z"))
                    .build();
        }
    }

    /** {@link EndpointStore#find}, {@link EndpointStore#ofTenant} and {@link EndpointStore#list}. */
    interface Look extends EndpointStoreContract {

        @Test
        default void shouldFindNothingForAnUnknownId() {
            endpoints().create(anEndpoint(1));

            assertThat(endpoints().find(ACME, endpointId(2))).isNull();
        }

        @Test
        default void shouldShowNoTenantAnothersEndpoints() {
            Endpoint rivals = anEndpointOf(2).tenant(RIVAL).build();
            endpoints().create(anEndpoint(1));
            endpoints().create(rivals);

            assertThat(endpoints().find(RIVAL, endpointId(1))).isNull();
            assertThat(endpoints().find(ACME, endpointId(2))).isNull();
            assertThat(endpoints().ofTenant(ACME)).containsExactly(anEndpoint(1));
            assertThat(endpoints().ofTenant(RIVAL)).containsExactly(rivals);
        }

        @Test
        default void shouldReturnATenantsEndpointsOldestFirst() {
            List<Endpoint> sameTime = IntStream.range(10, 14)
                    .mapToObj(i -> anEndpointOf(i).createdAt(NOON.plusMillis(2)).build())
                    .sorted(Comparator.comparing(Endpoint::id))
                    .toList();
            List.of(3, 1).forEach(i -> endpoints().create(anEndpoint(i)));
            sameTime.reversed().forEach(endpoints()::create);

            List<Endpoint> expected = new ArrayList<>(sameTime);
            expected.addFirst(anEndpoint(1));
            expected.addLast(anEndpoint(3));
            assertThat(endpoints().ofTenant(ACME)).containsExactlyElementsOf(expected);
        }

        @Test
        default void shouldReturnAllEndpointsOfATenantHoweverMany() {
            IntStream.range(0, 300).forEach(i -> endpoints().create(anEndpoint(i)));

            assertThat(endpoints().ofTenant(ACME)).hasSize(300);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 7, 8, 1_000})
        default void shouldPageThroughAllTenantsEndpointsInTheOrderOfIds(int limit) {
            List<Endpoint> all = IntStream.range(0, 8)
                    .mapToObj(i ->
                            anEndpointOf(i).tenant(i % 2 == 0 ? ACME : RIVAL).build())
                    .toList();
            all.forEach(endpoints()::create);

            assertThat(Pages.walk(after -> endpoints().list(after, limit), Endpoint::id, limit))
                    .containsExactlyElementsOf(all.stream()
                            .sorted(Comparator.comparing(Endpoint::id))
                            .toList());
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 1_001})
        default void shouldRefuseALimitOutOfRange(int limit) {
            assertThatIllegalArgumentException().isThrownBy(() -> endpoints().list(null, limit));
        }
    }

    /** Replaces the endpoint of a number, which is created if need be, and returns what it is now. */
    default Endpoint replaced(int number, Consumer<Endpoint.Builder> change) {
        endpoints().create(anEndpoint(number));
        EndpointId id = endpointId(number);
        Endpoint current = endpoints().ofTenant(ACME).stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst()
                .orElseThrow();
        Endpoint.Builder next = next(current);
        change.accept(next);
        Endpoint replacement = next.build();
        assertThat(endpoints().replace(replacement)).isEqualTo(new ReplaceEndpointOutcome.Replaced());
        return replacement;
    }

    /** Begins the replacement of an endpoint, to be changed. */
    static Endpoint.Builder next(Endpoint endpoint) {
        return Endpoint.builder().from(endpoint).revision(endpoint.revision() + 1);
    }

    /** Returns a replacement that is told from others by a number. */
    static Endpoint numbered(Endpoint.Builder endpoint, int number) {
        return endpoint.health(EndpointHealth.builder()
                        .breaker(new Breaker.Closed(number))
                        .build())
                .build();
    }
}
