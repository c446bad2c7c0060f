package dev.sallyport.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.FailedAttempt;
import dev.sallyport.core.event.FailedAttempt.FailureKind;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static final Instant NOON = Instant.parse("2026-02-28T12:00:00.123456789Z");
    private static final ProviderId ACME = new ProviderId("acme");
    private static final WebhookId ID = WebhookId.ofEvent(ACME, "a");

    private static WebhookRecord.Builder aRecord() {
        RawPayload body = RawPayload.adopt(new byte[] {1, 2, 3});
        return WebhookRecord.builder()
                .id(ID)
                .provider(ACME)
                .providerEventId("a")
                .eventType(new EventType("größe.\"quoted\" 事件"))
                .orderingKey(OrderingKey.ofProvider(ACME))
                .status(WebhookStatus.RECEIVED)
                .receivedAt(NOON)
                .archiveKey(ArchiveKey.ofWebhook(ACME, ID, NOON))
                .bodySha256(body.sha256())
                .bodySize(body.size());
    }

    @Test
    void shouldReadBackARecordAsItIsMade() throws IOException {
        WebhookRecord record = aRecord().providerEventId(null).build();

        assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
    }

    @Test
    void shouldReadBackEveryField() throws IOException {
        FailedAttempt failure = new FailedAttempt(1, NOON.plusSeconds(1), FailureKind.HANDLER, "handler-failed");
        WebhookRecord full = aRecord()
                .queuedAt(NOON.plusSeconds(2))
                .attemptsSince(NOON.plusSeconds(3))
                .position(Long.MIN_VALUE)
                .orderMark(OrderMark.AFTER_GAP)
                .notBefore(NOON.plusSeconds(4))
                .processedAt(NOON.plusSeconds(5))
                .deathReason(DeathReason.TOO_OLD)
                .status(WebhookStatus.DEAD)
                .addFailures(failure)
                .revision(7)
                .build();

        assertThat(RecordJson.read(RecordJson.write(full))).isEqualTo(full);
    }

    @Test
    void shouldReadWhatAnOlderVersionWroteIntoADeadLetter() throws IOException {
        WebhookRecord record = aRecord().build();
        String older =
                RecordJson.write(record).replace("\"revision\"", "\"fieldOfTheFuture\":{\"a\":[1]},\"revision\"");

        assertThat(older).doesNotContain("orderMark", "position", "notBefore", "processedAt");
        assertThat(RecordJson.read(older)).isEqualTo(record);
    }

    @Test
    void shouldRefuseWhatIsNoRecord() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RecordJson.read("{}"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RecordJson.read("{\"id\":\"x\"}"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RecordJson.read("[1"));
    }
}
