package dev.sallyport.local.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.format.EpochNanos;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-03-01T12:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "1677-09-21T00:12:44Z",
                "2262-04-11T23:47:16.854775807Z"
            })
    void shouldKeepAnInstantToTheNanosecond(String text) {
        Instant instant = Instant.parse(text);

        assertThat(EpochNanos.toInstant(EpochNanos.of(instant))).isEqualTo(instant);
    }

    @Test
    void shouldRefuseAnInstantThatCannotBeKept() {
        assertThatIllegalArgumentException().isThrownBy(() -> EpochNanos.of(Instant.MAX));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochNanos.of(Instant.parse("2262-04-11T23:47:16.854775808Z")));
    }

    @Test
    void shouldCompareWithTheNearestInstantThatCanBeKept() {
        assertThat(Times.toNearestNanos(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Times.toNearestNanos(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.toNearestNanos(Instant.EPOCH.plusNanos(1))).isEqualTo(1);
    }
}
