package dev.sallyport.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @Nested
    class Seconds {

        @ParameterizedTest
        @CsvSource({
            "0, PT0S",
            "1, PT1S",
            "120, PT2M",
            "'  120 ', PT2M",
            "007, PT7S",
            "000000000000000000000000000000000005, PT5S",
            "2147483648, PT596523H14M8S",
            "2147483649, PT596523H14M8S",
            "9999999999, PT596523H14M8S",
            "99999999999999999999999999999999, PT596523H14M8S",
        })
        void shouldBeReadUpToTheBound(String value, Duration expected) {
            assertThat(RetryAfterHeader.parse(value, NOW)).isEqualTo(expected);
        }
    }

    @Nested
    class Dates {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Sunday, 06-Nov-94 08:49:37 GMT",
                    "Sun Nov  6 08:49:37 1994",
                    "Sun Nov 06 08:49:37 1994",
                    "sun, 06 nov 1994 08:49:37 gmt",
                    "Mon, 06 Nov 1994 08:49:37 GMT",
                })
        void shouldBeReadInEachForm(String value) {
            assertThat(RetryAfterHeader.parse(value, NOW)).isEqualTo(Duration.ofSeconds(37));
        }

        @Test
        void shouldCountToTheNanosecondOfNow() {
            assertThat(RetryAfterHeader.parse("Sun, 06 Nov 1994 08:49:37 GMT", NOW.plusNanos(1)))
                    .isEqualTo(Duration.ofSeconds(37).minusNanos(1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Sun, 06 Nov 1994 08:49:00 GMT",
                    "Sun, 06 Nov 1994 08:48:59 GMT",
                    "Thu, 01 Jan 1970 00:00:00 GMT",
                    "Sat, 01 Jan 0000 00:00:00 GMT",
                })
        void shouldBeZeroWhenPast(String value) {
            assertThat(RetryAfterHeader.parse(value, NOW)).isEqualTo(Duration.ZERO);
        }

        @Test
        void shouldBeBoundedWhenFarAhead() {
            assertThat(RetryAfterHeader.parse("Fri, 31 Dec 9999 23:59:59 GMT", NOW))
                    .isEqualTo(RetryAfterHeader.LONGEST);
        }

        @Test
        void shouldBearALeapSecond() {
            Instant newYear = Instant.parse("1999-01-01T00:00:00Z");

            assertThat(RetryAfterHeader.parse("Thu, 31 Dec 1998 23:59:60 GMT", newYear.minusSeconds(5)))
                    .isEqualTo(Duration.ofSeconds(5));
        }

        @ParameterizedTest
        @CsvSource({
            // now, the two-digit date, the wait
            "2026-08-01T00:00:00Z, 'Saturday, 01-Aug-26 00:00:10 GMT', PT10S",
            "2026-08-01T00:00:00Z, 'Saturday, 01-Aug-77 00:00:00 GMT', PT0S",
            "2026-08-01T00:00:00Z, 'Saturday, 01-Aug-76 00:00:00 GMT', PT438312H",
            "1999-12-31T23:59:50Z, 'Saturday, 01-Jan-00 00:00:00 GMT', PT0S",
        })
        void shouldPlaceTwoDigitYearsAroundNow(Instant now, String value, Duration expected) {
            assertThat(RetryAfterHeader.parse(value, now)).isEqualTo(expected);
        }
    }

    @Nested
    class Garbage {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "-1",
                    "+1",
                    "1.5",
                    "1e3",
                    "0x10",
                    "1 2",
                    "120s",
                    "soon",
                    "١٢٣",
                    "１２０",
                    "Sun, 06 Nov 1994 08:49:37",
                    "Sun, 06 Nov 1994 08:49:37 UTC",
                    "Sun, 06 Nov 1994 08:49:37 +0100",
                    "Sun, 6 Nov 1994 08:49:37 GMT",
                    "06 Nov 1994 08:49:37 GMT",
                    "Sun, 31 Feb 1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 24:00:00 GMT",
                    "Sun, 06 Nov 1994 08:60:00 GMT",
                    "Sun, 06 Nov 1994 08:49:61 GMT",
                    "Sun, 06 Foo 1994 08:49:37 GMT",
                    "Sun, 00 Nov 1994 08:49:37 GMT",
                    "Sun Nov   08:49:37 1994",
                    "1994-11-06T08:49:37Z",
                })
        void shouldSayNothing(String value) {
            assertThat(RetryAfterHeader.parse(value, NOW)).isNull();
        }

        @Test
        void shouldSayNothingWhenEndless() {
            assertThat(RetryAfterHeader.parse("9".repeat(100_000), NOW)).isNull();
        }
    }
}
