package dev.sallyport.core.delivery.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TenantTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private static RetryPolicy attempts(int attempts) {
        return RetryPolicy.builder().attempts(attempts).build();
    }

    @Test
    void shouldChooseTheRetryPolicyOfTheMostTellingPattern() {
        Tenant tenant = Tenant.builder()
                .id(new TenantId("acme"))
                .name("Acme")
                .createdAt(T0)
                .build()
                .retrying(
                        attempts(1),
                        Map.of(
                                new EventTypePattern("*"), attempts(2),
                                new EventTypePattern("invoice.*"), attempts(3),
                                new EventTypePattern("invoice.paid"), attempts(4)));

        assertThat(tenant.retryPolicyFor(new EventType("invoice.paid"))).isEqualTo(attempts(4));
        assertThat(tenant.retryPolicyFor(new EventType("invoice.sent"))).isEqualTo(attempts(3));
        assertThat(tenant.retryPolicyFor(new EventType("other"))).isEqualTo(attempts(2));
        assertThat(tenant.retrying(attempts(1), Map.of()).retryPolicyFor(new EventType("other")))
                .isEqualTo(attempts(1));
        assertThat(tenant.retrying(null, Map.of()).retryPolicyFor(new EventType("other")))
                .isNull();
        assertThat(tenant.revision()).isEqualTo(1);
    }

    @Nested
    class Keys {

        @Test
        void shouldHaveARecognisablePrefixAnd256Bits() {
            ApiKeyToken token = ApiKeyToken.drawn(new Random(7));

            assertThat(token.reveal()).matches("spk_[0-9a-v]{52}");
            assertThat(ApiKeyToken.parse(token.reveal()).digest()).isEqualTo(token.digest());
            assertThat(ApiKeyToken.drawn(new Random(8)).digest()).isNotEqualTo(token.digest());
        }

        @Test
        void shouldBeKeptAsTheSha256OfTheirText() {
            // printf 'spk_000…' | sha256sum
            assertThat(ApiKeyToken.parse("spk_" + "0".repeat(52)).digest().toHex())
                    .isEqualTo("669aec12b95663f9f1d00897370c8283afad86ab611abe8844c04d30db9999d8");
        }

        @Test
        void shouldShowNothingOfThemselves() {
            ApiKeyToken token = ApiKeyToken.drawn(new Random(7));

            assertThat(token).hasToString("ApiKeyToken");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ApiKeyToken.parse("spk_secret"))
                    .withMessageNotContaining("secret");
        }

        @Test
        void shouldBeValidUntilTheyExpire() {
            ApiKey key = key().expiringBy(T0.plusSeconds(10));

            assertThat(key().isValid(Instant.MAX)).isTrue();
            assertThat(key.isValid(T0.plusSeconds(10).minusMillis(1))).isTrue();
            assertThat(key.isValid(T0.plusSeconds(10))).isFalse();
            assertThat(key.expiringBy(T0.plusSeconds(20))).isEqualTo(key);
            assertThat(key.expiringBy(T0).expiresAt()).isEqualTo(T0);
        }

        @Test
        void shouldHaveAScope() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ApiKey(key().id(), key().tenant(), "", key().digest(), Set.of(), T0, null));
        }

        @Test
        void shouldNameScopesByTheirCodes() {
            assertThat(Scope.ofCode("events:write")).isEqualTo(Scope.EVENTS_WRITE);
            assertThat(Scope.ofCode("EVENTS_WRITE")).isNull();
        }

        private static ApiKey key() {
            return new ApiKey(
                    new ApiKeyId("key_" + "0".repeat(16)),
                    new TenantId("acme"),
                    "ci",
                    ApiKeyToken.parse("spk_" + "0".repeat(52)).digest(),
                    Set.of(Scope.EVENTS_WRITE),
                    T0,
                    null);
        }
    }
}
