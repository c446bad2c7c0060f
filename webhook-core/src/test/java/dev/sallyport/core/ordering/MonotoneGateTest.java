package dev.sallyport.core.ordering;

import static dev.sallyport.core.ordering.EventPosition.ofNumber;
import static dev.sallyport.core.ordering.EventPosition.ofTime;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.ordering.MonotoneGate.Decision;
import dev.sallyport.core.ordering.MonotoneGate.Decision.Fresh;
import dev.sallyport.core.ordering.MonotoneGate.Decision.Stale;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotoneGateTest {

    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

    @Test
    void shouldPassTheFirstEventOfAKey() {
        assertThat(MonotoneGate.judge(null, ofNumber(-7, "a"))).isEqualTo(new Fresh(ofNumber(-7, "a")));
    }

    @Test
    void shouldPassANewerVersion() {
        assertThat(MonotoneGate.judge(ofNumber(9, "b"), ofNumber(10, "a"))).isEqualTo(new Fresh(ofNumber(10, "a")));
        assertThat(MonotoneGate.judge(ofTime(NOON, "b"), ofTime(NOON.plusNanos(1), "a")))
                .isEqualTo(new Fresh(ofTime(NOON.plusNanos(1), "a")));
    }

    @Test
    void shouldMarkAnOlderVersionAndKeepTheNewest() {
        assertThat(MonotoneGate.judge(ofNumber(10, "a"), ofNumber(9, "b"))).isEqualTo(new Stale(ofNumber(10, "a")));
        assertThat(MonotoneGate.judge(ofTime(NOON, "a"), ofTime(NOON.minusNanos(1), "b")))
                .isEqualTo(new Stale(ofTime(NOON, "a")));
    }

    @Test
    void shouldBreakTiesByTheProvidersId() {
        assertThat(MonotoneGate.judge(ofTime(NOON, "evt_1"), ofTime(NOON, "evt_2")))
                .isEqualTo(new Fresh(ofTime(NOON, "evt_2")));
        assertThat(MonotoneGate.judge(ofTime(NOON, "evt_2"), ofTime(NOON, "evt_1")))
                .isEqualTo(new Stale(ofTime(NOON, "evt_2")));
    }

    @Test
    void shouldPassTheNewestEventAgain() {
        Decision again = MonotoneGate.judge(ofNumber(10, "a"), ofNumber(10, "a"));

        assertThat(again).isEqualTo(new Fresh(ofNumber(10, "a")));
        assertThat(again.newest()).isEqualTo(ofNumber(10, "a"));
    }

    @Test
    void shouldBeginAnewWhenNumbersTurnIntoTimesOrBack() {
        assertThat(MonotoneGate.judge(ofNumber(10, "a"), ofTime(Instant.EPOCH, "a")))
                .isEqualTo(new Fresh(ofTime(Instant.EPOCH, "a")));
        assertThat(MonotoneGate.judge(ofTime(NOON, "a"), ofNumber(1, "a"))).isEqualTo(new Fresh(ofNumber(1, "a")));
    }
}
