package dev.sallyport.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.demo.OrderCheck.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

    @Test
    void shouldFindNothingWrongWithTheOrderOfSending() {
        assertThat(OrderCheck.inversions(List.of(at(1, 2), at(3, 4), at(5, 6)))).isZero();
    }

    @Test
    void shouldCountWhatWasPublishedBeforeSomethingAcceptedEarlier() {
        assertThat(OrderCheck.inversions(List.of(at(3, 4), at(1, 2), at(5, 6)))).isEqualTo(1);
        assertThat(OrderCheck.inversions(List.of(at(5, 6), at(3, 4), at(1, 2)))).isEqualTo(2);
    }

    @Test
    void shouldLeaveOpenWhichOfTwoAtTheSameTimeWasFirst() {
        assertThat(OrderCheck.inversions(List.of(at(2, 5), at(1, 3)))).isZero();
    }

    private static Interval at(long began, long ended) {
        return new Interval(began, ended);
    }
}
