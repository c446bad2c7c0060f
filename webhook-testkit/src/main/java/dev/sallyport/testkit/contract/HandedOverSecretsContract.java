package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link HandedOverSecrets} does. */
public interface HandedOverSecretsContract {

    /** Returns the port under test: empty at the beginning of a test. */
    HandedOverSecrets secrets();

    /** Returns what an operator finds for a provider, or null. */
    @Nullable
    HandedOverSecret found(ProviderId provider);

    @Test
    default void shouldShowTheOperatorWhatWasHandedOver() {
        secrets().keep(secret("asana", "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81"));

        assertThat(found(new ProviderId("asana")))
                .isEqualTo(secret("asana", "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81"));
    }

    @Test
    default void shouldKeepTheLatestOfAProvider() {
        secrets().keep(secret("notion", "first"));
        secrets().keep(secret("notion", "second"));

        assertThat(found(new ProviderId("notion"))).isEqualTo(secret("notion", "second"));
    }

    @Test
    default void shouldKeepProvidersApart() {
        secrets().keep(secret("notion", "one"));
        secrets().keep(secret("asana", "other"));

        assertThat(found(new ProviderId("notion"))).isEqualTo(secret("notion", "one"));
        assertThat(found(new ProviderId("github"))).isNull();
    }

    private static HandedOverSecret secret(String provider, String text) {
        return new HandedOverSecret(new ProviderId(provider), text, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
