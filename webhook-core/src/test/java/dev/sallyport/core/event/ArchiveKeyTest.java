package dev.sallyport.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveKeyTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final WebhookId WEBHOOK = new WebhookId("wh_0123456789abcdefghijklmnopqrstuv");

    @Test
    void shouldNameTheProviderTheDayAndTheWebhook() {
        assertThat(ArchiveKey.ofWebhook(ACME, WEBHOOK, Instant.parse("2026-08-01T12:00:00Z")))
                .hasToString("acme/2026-08-01/wh_0123456789abcdefghijklmnopqrstuv.json");
    }

    @Test
    void shouldTakeTheDayOfUtc() {
        assertThat(ArchiveKey.ofWebhook(ACME, WEBHOOK, Instant.parse("2026-12-31T23:59:59.999999999Z")))
                .hasToString("acme/2026-12-31/wh_0123456789abcdefghijklmnopqrstuv.json");
        assertThat(ArchiveKey.ofWebhook(ACME, WEBHOOK, Instant.parse("2027-01-01T00:00:00Z")))
                .hasToString("acme/2027-01-01/wh_0123456789abcdefghijklmnopqrstuv.json");
    }

    @Test
    void shouldKeepDeadLettersApart() {
        assertThat(ArchiveKey.ofDeadLetter(WEBHOOK, Instant.parse("2026-08-02T00:00:00Z")))
                .hasToString("dead-letters/2026-08-02/wh_0123456789abcdefghijklmnopqrstuv.json");
        assertThat(ProviderId.isWellFormed("dead-letters")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/.", ".hidden", "a\\b", "a b", "ä", "a\n", "C:/a"})
    void shouldRefuseWhatIsNoSafePath(String value) {
        assertThatThrownBy(() -> new ArchiveKey(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAccept512CharactersAndNoMore() {
        assertThat(new ArchiveKey("k".repeat(512)).value()).hasSize(512);
        assertThatThrownBy(() -> new ArchiveKey("k".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }
}
