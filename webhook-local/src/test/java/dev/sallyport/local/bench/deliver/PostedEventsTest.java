package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PostedEventsTest {

    private static String next(PostedEvents events) {
        ByteBuffer bytes = ByteBuffer.allocate(events.requestBytes());
        events.next(bytes);
        return new String(bytes.array(), 0, bytes.position(), US_ASCII);
    }

    @Test
    void shouldNumberEventsFromTheFirstOn() {
        PostedEvents events = new PostedEvents("key", 100, 41, event -> "type." + event, null);

        assertThat(next(events)).startsWith("POST /events?type=type.41 HTTP/1.1\r\n");
        String second = next(events);

        assertThat(second)
                .startsWith("POST /events?type=type.42 HTTP/1.1\r\n")
                .contains("\r\nIdempotency-Key: bench-42\r\n", "\r\nContent-Length: 100\r\n\r\n");
        int body = second.length() - 100;
        assertThat(second.substring(body)).startsWith("{\"n\":\"0000000042\",").endsWith("x\"}");
        assertThat(PostedEvents.numberIn(second.getBytes(US_ASCII), body)).isEqualTo(42);
        assertThat(events.end()).isEqualTo(43);
    }

    @Test
    void shouldSayWhenTheyBecomeDue() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(next(new PostedEvents("key", 100, 0, event -> "a", noon)))
                .startsWith("POST /events?type=a&delayUntil=2026-01-31T12:00:00Z HTTP/1.1\r\n");
    }

    @Test
    void shouldFindNoNumberInWhatIsNoneOfThem() {
        assertThat(PostedEvents.numberIn("{\"type\":\"sallyport.ping\"}".getBytes(US_ASCII), 0))
                .isNegative();
        assertThat(PostedEvents.numberIn(new byte[0], 0)).isNegative();
    }

    @Test
    void shouldTellWhatCameInOneLine() {
        BitSet seen = new BitSet();
        seen.set(3);
        seen.set(70);
        ReceiverTally tally = new ReceiverTally(5, 1, 4, seen);

        assertThat(ReceiverTally.of(tally.toText())).isEqualTo(tally);
        ReceiverTally none = new ReceiverTally(0, 0, 0, new BitSet());
        assertThat(ReceiverTally.of(none.toText())).isEqualTo(none);
    }
}
