package dev.sallyport.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.ordering.EventPosition;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionJsonTest {

    private static final OrderingKey KEY = OrderingKey.ofProvider(new ProviderId("acme"));

    @Test
    void shouldReadBackPositionsByNumberAndByTime() {
        EventPosition number = EventPosition.ofNumber(Long.MIN_VALUE, "größe \"quoted\" 事件");
        EventPosition time = EventPosition.ofTime(Instant.parse("2026-03-01T12:00:00.123456789Z"), "");

        assertThat(PositionJson.read(PositionJson.write(KEY, number))).isEqualTo(Map.entry(KEY, number));
        assertThat(PositionJson.read(PositionJson.write(KEY, time))).isEqualTo(Map.entry(KEY, time));
    }

    @Test
    void shouldPassOverFieldsOfTheFuture() {
        EventPosition position = EventPosition.ofNumber(7, "b");
        String newer = PositionJson.write(KEY, position).replace("\"counted\"", "\"new\":{\"a\":[1]},\"counted\"");

        assertThat(PositionJson.read(newer)).isEqualTo(Map.entry(KEY, position));
    }

    @Test
    void shouldRefuseWhatIsNone() {
        assertThatIllegalStateException().isThrownBy(() -> PositionJson.read("[]"));
        assertThatIllegalStateException().isThrownBy(() -> PositionJson.read("{\"key\":"));
    }
}
