package dev.sallyport.core.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private static EndpointSecret secret(int number, Instant createdAt) {
        return new EndpointSecret(
                number, SecretKind.SYMMETRIC, SealedSecret.of("v1", new byte[] {(byte) number}), createdAt, null);
    }

    private static Endpoint endpoint() {
        return Endpoint.builder()
                .id(new EndpointId("ep_" + "0".repeat(32)))
                .tenant(new TenantId("acme"))
                .settings(EndpointSettings.builder()
                        .url("https://hooks.example/token-in-the-path")
                        .build())
                .addSecrets(secret(1, T0))
                .createdAt(T0)
                .build();
    }

    @Nested
    class Rotation {

        @Test
        void shouldSignWithBothSecretsUntilTheOverlapHasPassed() {
            Endpoint rotated = endpoint().rotated(secret(2, T0.plusSeconds(100)), Duration.ofHours(24));
            Instant end = T0.plusSeconds(100).plus(Duration.ofHours(24));

            assertThat(rotated.activeSecrets(end.minusMillis(1)))
                    .extracting(EndpointSecret::number)
                    .containsExactly(2, 1);
            assertThat(rotated.activeSecrets(end))
                    .extracting(EndpointSecret::number)
                    .containsExactly(2);
        }

        @Test
        void shouldNotProlongASecretThatEndsEarlier() {
            Endpoint twice = endpoint()
                    .rotated(secret(2, T0), Duration.ofHours(1))
                    .rotated(secret(3, T0.plusSeconds(60)), Duration.ofHours(24));

            assertThat(twice.secrets().get(0).expiresAt()).isEqualTo(T0.plus(Duration.ofHours(1)));
        }

        @Test
        void shouldDropSecretsThatHaveEnded() {
            Endpoint twice = endpoint()
                    .rotated(secret(2, T0), Duration.ofHours(1))
                    .rotated(secret(3, T0.plus(Duration.ofHours(1))), Duration.ofHours(1));

            assertThat(twice.secrets()).extracting(EndpointSecret::number).containsExactly(2, 3);
        }

        @Test
        void shouldEndTheOldSecretAtOnceWithoutAnOverlap() {
            Endpoint rotated = endpoint().rotated(secret(2, T0), Duration.ZERO);

            assertThat(rotated.secrets()).extracting(EndpointSecret::number).containsExactly(2);
        }

        @Test
        void shouldKeepTenSecretsAtMost() {
            Endpoint rotated = endpoint();
            for (int number = 2; number <= 15; number++) {
                rotated = rotated.rotated(secret(number, T0), Duration.ofHours(1));
            }

            assertThat(rotated.secrets())
                    .extracting(EndpointSecret::number)
                    .containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        }
    }

    @Nested
    class State {

        @Test
        void shouldKeepTheFirstReasonForBeingDisabled() {
            Endpoint disabled =
                    endpoint().disabled(DisabledReason.GONE, T0).disabled(DisabledReason.BY_REQUEST, T0.plusSeconds(1));

            assertThat(disabled.state()).isEqualTo(new Disabled(DisabledReason.GONE, T0));
            assertThat(disabled.revision()).isEqualTo(1);
        }

        @Test
        void shouldForgetItsFailuresWhenItIsEnabled() {
            Endpoint failed =
                    endpoint().after(EndpointHealth.unknown().gone(T0, HealthPolicy.DEFAULT), DisabledReason.GONE, T0);
            assertThat(failed.isEnabled()).isFalse();
            assertThat(failed.pendingNotices()).containsExactly(new PendingNotice(HealthNotice.DISABLED, 1, T0));

            Endpoint enabled = failed.enabled();

            assertThat(enabled.isEnabled()).isTrue();
            assertThat(enabled.health().failingSince()).isNull();
            assertThat(enabled.pendingNotices()).hasSize(1);
            assertThat(enabled.told(new PendingNotice(HealthNotice.DISABLED, 1, T0))
                            .pendingNotices())
                    .isEmpty();
        }
    }

    @Nested
    class Subscription {

        @Test
        void shouldBeToAllButOperationalTypesUnlessItSaysMore() {
            EndpointSettings all = endpoint().settings();

            assertThat(all.subscribesTo(new EventType("invoice.paid"))).isTrue();
            assertThat(all.subscribesTo(new EventType("sallyport.endpoint.disabled")))
                    .isFalse();
        }

        @Test
        void shouldBeToWhatAnyPatternChooses() {
            EndpointSettings some = EndpointSettings.builder()
                    .from(endpoint().settings())
                    .addEventTypes(new EventTypePattern("invoice.*"), new EventTypePattern("sallyport.*"))
                    .build();

            assertThat(some.subscribesTo(new EventType("invoice.paid"))).isTrue();
            assertThat(some.subscribesTo(new EventType("customer.created"))).isFalse();
            assertThat(some.subscribesTo(new EventType("sallyport.endpoint.disabled")))
                    .isTrue();
        }
    }

    @Nested
    class CustomHeaders {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Host",
                    "content-length",
                    "Content-Type",
                    "Transfer-Encoding",
                    "Connection",
                    "Webhook-Id",
                    "webhook-signature",
                    "svix-id",
                    "Stripe-Signature",
                    "Proxy-Authorization",
                    "User-Agent",
                    "X-Forwarded-For",
                    "Sallyport-Attempt",
                    "Cookie",
                    "Expect",
                    "TE",
                    "Upgrade"
                })
        void shouldNotTakeReservedNamesInAnyLetterCase(String name) {
            assertThat(CustomHeader.isNameReserved(name)).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CustomHeader(name, SealedSecret.of("v1", new byte[1])));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a:b", "a\n", "é", "a\"b"})
        void shouldNotTakeWhatIsNoFieldName(String name) {
            assertThat(CustomHeader.isNameWellFormed(name)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " a", "a ", "a\r\nb: c", "a\u0000", "é", "\ta"})
        void shouldNotTakeWhatIsNoFieldValue(String value) {
            assertThat(CustomHeader.isValueWellFormed(value)).isFalse();
        }

        @Test
        void shouldTakeOrdinaryOnes() {
            assertThat(CustomHeader.isNameReserved("Authorization")).isFalse();
            assertThat(CustomHeader.isNameWellFormed("Authorization")).isTrue();
            assertThat(CustomHeader.isValueWellFormed("Bearer abc def\tghi")).isTrue();
            assertThat(CustomHeader.isValueWellFormed("a".repeat(1_024))).isTrue();
            assertThat(CustomHeader.isValueWellFormed("a".repeat(1_025))).isFalse();
        }
    }

    @Test
    void shouldShowNeitherSecretsNorTheUrl() {
        SecretText clear = SecretText.of("whsec_c2VjcmV0");

        assertThat(endpoint().toString()).doesNotContain("token-in-the-path");
        assertThat(clear.toString()).doesNotContain("c2VjcmV0");
        assertThat(SealedSecret.of("v1", new byte[] {42}).toString()).isEqualTo("SealedSecret[v1]");
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        EndpointSettings.Builder base =
                EndpointSettings.builder().from(endpoint().settings());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.timeout(Duration.ofMillis(999)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.timeout(Duration.ofSeconds(61)).build());
        base.timeout(Duration.ofSeconds(60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.maxInFlight(0).build());
        base.maxInFlight(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.stripeHeader("Content-Type").build());
        base.stripeHeader("X-Acme-Signature");
        assertThat(base.build().maxInFlight()).isEqualTo(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.signatureStyles(List.of()).build());
    }

    @Test
    void shouldRefuseAnEndpointWithoutASecretThatHasNoEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Endpoint.builder().from(endpoint()).secrets(List.of()).build());
    }
}
