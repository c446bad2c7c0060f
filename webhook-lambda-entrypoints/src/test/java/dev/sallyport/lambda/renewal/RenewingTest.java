package dev.sallyport.lambda.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewingTest {

    private final ManualClock clock = new ManualClock();
    private int loads;
    private boolean broken;
    private final Renewing<Integer> value =
            new Renewing<>(this::load, Duration.ofMinutes(5), Duration.ofSeconds(10), clock);

    private Integer load() {
        loads++;
        if (broken) {
            throw new PortUnavailableException("out of reach");
        }
        return loads;
    }

    @Test
    void shouldLoadWhenFirstAskedAndAgainWhenOld() {
        assertThat(loads).isZero();
        assertThat(value.get()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(value.get()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheOldWhileThereIsNoNew() {
        assertThat(value.get()).isEqualTo(1);
        broken = true;
        clock.advance(Duration.ofMinutes(5));

        assertThat(value.get()).isEqualTo(1);
        assertThat(value.get()).isEqualTo(1);
        assertThat(loads).as("one try in ten seconds").isEqualTo(2);
        clock.advance(Duration.ofSeconds(10));
        broken = false;
        assertThat(value.get()).isEqualTo(3);
    }

    @Test
    void shouldFailWithoutAskingAgainAtOnceWhereThereNeverWasOne() {
        broken = true;

        assertThatThrownBy(value::get).isInstanceOf(PortUnavailableException.class);
        assertThatThrownBy(value::get).isInstanceOf(PortUnavailableException.class);
        assertThat(loads).isEqualTo(1);
        broken = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void shouldLoadAgainOnceItIsDeclaredOld() {
        value.expire();
        assertThat(value.get()).isEqualTo(1);
        value.expire();
        assertThat(value.get()).isEqualTo(2);
    }
}
