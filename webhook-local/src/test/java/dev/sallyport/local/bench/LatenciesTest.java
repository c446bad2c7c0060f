package dev.sallyport.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void shouldTellTheLeastLatencyThatAShareDidNotExceed() {
        for (long nanos = 200; nanos >= 1; nanos--) {
            latencies.add(nanos);
        }

        assertThat(latencies.quantile(0)).isEqualTo(Duration.ofNanos(1));
        assertThat(latencies.quantile(0.5)).isEqualTo(Duration.ofNanos(100));
        assertThat(latencies.quantile(0.99)).isEqualTo(Duration.ofNanos(198));
        assertThat(latencies.quantile(1)).isEqualTo(Duration.ofNanos(200));
    }

    @Test
    void shouldTakeMoreThanItWasMadeForAndAfterItWasAsked() {
        for (int i = 0; i < 100_000; i++) {
            latencies.add(5);
        }
        assertThat(latencies.quantile(1)).isEqualTo(Duration.ofNanos(5));

        latencies.add(3);

        assertThat(latencies.quantile(0)).isEqualTo(Duration.ofNanos(3));
    }

    @Test
    void shouldTellZeroOfNothing() {
        assertThat(latencies.quantile(0.99)).isZero();
    }
}
