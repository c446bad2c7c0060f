package dev.sallyport.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedEventJsonTest {

    private static final String ID = "wh_" + "0".repeat(32);

    private static final PublishedEvent EVENT = new PublishedEvent(
            new WebhookId(ID),
            new ProviderId("acme"),
            new EventType("größe.\"quoted\""),
            new OrderingKey("acme/cus_1"),
            Instant.parse("2026-03-01T12:00:00.000000001Z"),
            new ArchiveKey("acme/2026-03-01/" + ID + ".json"),
            Instant.parse("2026-03-01T12:00:01Z"),
            2,
            OrderMark.STALE,
            true);

    @Test
    void shouldWriteTheNamesThatSubscribersMatchOn() {
        assertThat(PublishedEventJson.write(EVENT))
                .isEqualTo("{\"webhook_id\":\"" + ID + "\",\"provider\":\"acme\","
                        + "\"event_type\":\"gr\\u00F6\\u00DFe.\\\"quoted\\\"\","
                        + "\"timestamp\":\"2026-03-01T12:00:00.000000001Z\","
                        + "\"s3_key\":\"acme/2026-03-01/" + ID + ".json\","
                        + "\"processed_at\":\"2026-03-01T12:00:01Z\",\"status\":\"PROCESSED\","
                        + "\"ordering_key\":\"acme/cus_1\",\"attempt\":2,\"order_mark\":\"stale\",\"replay\":true}");
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        assertThat(PublishedEventJson.read(PublishedEventJson.write(EVENT))).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"webhook_id\":7}", "{\"timestamp\":\"yesterday\"}"})
    void shouldRefuseWhatIsNoEvent(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PublishedEventJson.read(text));
    }
}
