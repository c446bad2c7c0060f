package dev.sallyport.hosting.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class GatewayLogTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final WebhookId ID = WebhookId.ofEvent(ACME, "1");
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void shouldWriteOneObjectPerLine() {
        logAt(Level.INFO).dead(ACME, ID, "handler-failed");

        assertThat(written.toString(UTF_8))
                .isEqualToNormalizingNewlines(
                        "{\"time\":\"2026-08-01T12:00:00Z\",\"level\":\"WARNING\",\"event\":\"dead\","
                                + "\"provider\":\"acme\",\"webhook_id\":\"" + ID
                                + "\",\"reason\":\"handler-failed\"}\n");
    }

    @Test
    void shouldLeaveOutWhatIsTheRuleUnlessAskedFor() {
        logAt(Level.INFO).accepted(ACME, ID);
        assertThat(written.size()).isZero();

        logAt(Level.FINE).accepted(ACME, ID);
        assertThat(written.toString(UTF_8)).contains("\"event\":\"accepted\"");
    }

    @Test
    void shouldSayWhyAKeyCouldNotBeHad() {
        logAt(Level.INFO).keyNotFetched("api.ebay.com", "answered 500");

        assertThat(written.toString(UTF_8))
                .contains("\"level\":\"WARNING\",\"event\":\"key-not-fetched\",\"host\":\"api.ebay.com\","
                        + "\"reason\":\"answered 500\"}");
    }

    @Test
    void shouldEscapeWhatCouldEndALine() {
        logAt(Level.INFO).failed(ACME, ID, "a\"\nb", Duration.ofSeconds(1));

        assertThat(written.toString(UTF_8)).contains("\"reason\":\"a\\\"\\nb\"").hasLineCount(1);
    }

    private GatewayLog logAt(Level threshold) {
        return new GatewayLog(new JsonLines(new PrintWriter(written, true, UTF_8), threshold, () -> NOON));
    }
}
