package dev.sallyport.core.signature.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1755820800, 2025-08-22T00:00:00Z",
        "SECONDS, 0, 1970-01-01T00:00:00Z",
        "SECONDS, 5, 1970-01-01T00:00:05Z",
        "MILLISECONDS, 1755820800551, 2025-08-22T00:00:00.551Z",
        "MICROSECONDS, 1755820800551001, 2025-08-22T00:00:00.551001Z",
        "ISO8601, 2025-08-22T00:00:00Z, 2025-08-22T00:00:00Z",
        "ISO8601, 2020-01-01T00:00:00-07:00, 2020-01-01T07:00:00Z",
        "ISO8601, 2025-08-22T00:00:00+0530, 2025-08-21T18:30:00Z",
        "ISO8601, 2024-03-27T15:42:29.123456789Z, 2024-03-27T15:42:29.123456789Z",
        "ISO8601_ZONELESS, 2024-03-27T15:42:29.551, 2024-03-27T15:42:29.551Z",
        "ISO8601_ZONELESS, 2024-03-27T15:42:29+01:00, 2024-03-27T14:42:29Z",
    })
    void shouldRead(TimeFormat format, String text, Instant instant) {
        assertThat(format.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1 ", "01", "00", "1.0", "1e3", "0x1", "1234567890123", "١", "12x"})
    void shouldRefuseNumbersThatAreNotPlainDigits(String text) {
        assertThat(TimeFormat.SECONDS.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2025-08-22",
                "2025-08-22T00:00:00",
                "2025-08-22T00:00:00.Z",
                "2025-08-22T00:00:00.1234567890Z",
                "2025-02-30T00:00:00Z",
                "2025-08-22T24:00:00Z",
                "2025-08-22T00:60:00Z",
                "2025-08-22T00:00:00+24:00",
                "2025-08-22T00:00:00+1:00",
                "2025-08-22T00:00:00 00:00",
                "2025-08-22T00:00:00z",
                "2025-08-22T00:00:00ZZ",
                "+025-08-22T00:00:00Z",
            })
    void shouldRefuseTextsThatAreNotRfc3339(String text) {
        assertThat(TimeFormat.ISO8601.parse(text)).isNull();
    }

    @ParameterizedTest
    @EnumSource(TimeFormat.class)
    void shouldReadWhatItWrites(TimeFormat format) {
        Instant instant = Instant.parse("2025-08-22T12:34:56Z");
        assertThat(format.parse(format.format(instant))).isEqualTo(instant);
    }

    @Property(seed = "4", tries = 500)
    void shouldNeverThrow(@ForAll String text) {
        for (TimeFormat format : TimeFormat.values()) {
            Instant instant = format.parse(text);
            assertThat(instant == null || instant.isBefore(Instant.MAX)).isTrue();
        }
    }

    @Test
    void shouldCutToItsPrecision() {
        assertThat(TimeFormat.SECONDS.format(Instant.parse("2025-08-22T00:00:00.999Z")))
                .isEqualTo("1755820800");
        assertThat(TimeFormat.ISO8601_ZONELESS.format(Instant.parse("2025-08-22T00:00:00Z")))
                .isEqualTo("2025-08-22T00:00:00.000");
    }
}
