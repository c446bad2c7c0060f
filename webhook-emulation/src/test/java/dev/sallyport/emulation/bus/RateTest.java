package dev.sallyport.emulation.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({"rate(1 minute),PT1M", "rate(5 minutes),PT5M", "rate(2 hours),PT2H", "rate(1 day),PT24H"})
    void shouldReadRates(String expression, Duration rate) {
        assertThat(Rate.read(expression)).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minutes)",
                "rate(2 minute)",
                "rate(0 minutes)",
                "rate(5 seconds)",
                "cron(0 12 * * ? *)",
                ""
            })
    void shouldReadNothingElse(String expression) {
        assertThat(Rate.read(expression)).isNull();
    }

    @Test
    void shouldDoubleTheWaitUpToAMinute() {
        assertThat(Backoff.DOUBLING.before(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.DOUBLING.before(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.DOUBLING.before(185)).isEqualTo(Duration.ofMinutes(1));
    }
}
