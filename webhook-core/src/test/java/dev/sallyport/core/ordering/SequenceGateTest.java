package dev.sallyport.core.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.ordering.SequenceDecision.Late;
import dev.sallyport.core.ordering.SequenceDecision.Release;
import dev.sallyport.core.ordering.SequenceDecision.ReleaseWithGap;
import dev.sallyport.core.ordering.SequenceDecision.Wait;
import dev.sallyport.core.ordering.SequenceGate.Numbered;
import dev.sallyport.core.ordering.SequenceGate.Step;
import dev.sallyport.core.ordering.SequenceState.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SequenceGateTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private static final Instant UNTIL = NOON.plusSeconds(30);

    private final SequenceGate gate = new SequenceGate(Duration.ofSeconds(30), 3);

    private static Numbered event(long number) {
        return event(number, number);
    }

    private static Numbered event(long first, long last) {
        return new Numbered(WebhookId.ofEvent(ACME, first + "-" + last), first, last);
    }

    private SequenceState waiting(long next, long... numbers) {
        SequenceState state = SequenceState.expecting(next);
        for (long number : numbers) {
            state = gate.arrive(state, event(number), NOON).state();
        }
        return state;
    }

    @Nested
    class Arrive {

        @Test
        void shouldReleaseTheFirstEventOfAKeyAndCountFromIt() {
            Step step = gate.arrive(null, event(41), NOON);

            assertThat(step).isEqualTo(new Step(SequenceState.expecting(42), List.of(new Release(event(41)))));
        }

        @Test
        void shouldReleaseWhatIsNext() {
            Step step = gate.arrive(SequenceState.expecting(5), event(5), NOON);

            assertThat(step).isEqualTo(new Step(SequenceState.expecting(6), List.of(new Release(event(5)))));
        }

        @Test
        void shouldLetAnEventWaitForLowerNumbers() {
            Step step = gate.arrive(SequenceState.expecting(5), event(7), NOON);

            assertThat(step.decisions()).containsExactly(new Wait(event(7), UNTIL));
            assertThat(step.state()).isEqualTo(new SequenceState(5, List.of(new Held(event(7), UNTIL))));
            assertThat(step.state().wakeAt()).isEqualTo(UNTIL);
        }

        @Test
        void shouldReleaseWhatTheMissingEventSetsFree() {
            Step step = gate.arrive(waiting(5, 7, 6, 9), event(5), NOON.plusSeconds(1));

            assertThat(step.decisions())
                    .containsExactly(new Release(event(5)), new Release(event(6)), new Release(event(7)));
            assertThat(step.state()).isEqualTo(new SequenceState(8, List.of(new Held(event(9), UNTIL))));
        }

        @Test
        void shouldMarkWhatComesAfterItsNumberHasPassed() {
            Step step = gate.arrive(waiting(5, 7), event(4), NOON);

            assertThat(step.decisions()).containsExactly(new Late(event(4)));
            assertThat(step.state()).isEqualTo(waiting(5, 7));
        }

        @Test
        void shouldKeepTheFirstWaitWhenAWaitingEventComesAgain() {
            Step step = gate.arrive(waiting(5, 7), event(7), NOON.plusSeconds(10));

            assertThat(step.decisions()).containsExactly(new Wait(event(7), UNTIL));
            assertThat(step.state()).isEqualTo(waiting(5, 7));
        }

        @Test
        void shouldReleaseAWaitingEventThatComesAgainWhenItsTimeIsUp() {
            Step step = gate.arrive(waiting(5, 7), event(7), UNTIL);

            assertThat(step).isEqualTo(new Step(SequenceState.expecting(8), List.of(new ReleaseWithGap(event(7), 5))));
        }

        @Test
        void shouldReleaseTheLowestWhenThereIsNoRoomForAnother() {
            Step step = gate.arrive(waiting(1, 9, 5, 7), event(8), NOON);

            assertThat(step.decisions()).containsExactly(new ReleaseWithGap(event(5), 1), new Wait(event(8), UNTIL));
            assertThat(step.state()).isEqualTo(waiting(6, 7, 8, 9));
        }

        @Test
        void shouldReleaseTheArrivingEventWhenItIsTheLowestAndThereIsNoRoom() {
            Step step = gate.arrive(waiting(1, 9, 5, 7), event(3), NOON);

            assertThat(step.decisions()).containsExactly(new ReleaseWithGap(event(3), 1));
            assertThat(step.state()).isEqualTo(waiting(4, 5, 7, 9));
        }

        @Test
        void shouldNotMakeRoomForALateEvent() {
            Step step = gate.arrive(waiting(5, 9, 8, 7), event(1), NOON);

            assertThat(step.decisions()).containsExactly(new Late(event(1)));
            assertThat(step.state()).isEqualTo(waiting(5, 7, 8, 9));
        }

        @Test
        void shouldNotWaitAtAllWithAWaitOfZero() {
            Step step = new SequenceGate(Duration.ZERO, 1).arrive(SequenceState.expecting(5), event(7), NOON);

            assertThat(step).isEqualTo(new Step(SequenceState.expecting(8), List.of(new ReleaseWithGap(event(7), 5))));
        }
    }

    @Nested
    class Elapse {

        @Test
        void shouldReleaseNothingBeforeTheTime() {
            assertThat(gate.elapse(waiting(5, 7), UNTIL.minusNanos(1))).isEqualTo(new Step(waiting(5, 7), List.of()));
        }

        @Test
        void shouldReleaseWithEachGapNamed() {
            Step step = gate.elapse(waiting(5, 7, 8, 10), UNTIL);

            assertThat(step)
                    .isEqualTo(new Step(
                            SequenceState.expecting(11),
                            List.of(
                                    new ReleaseWithGap(event(7), 5),
                                    new Release(event(8)),
                                    new ReleaseWithGap(event(10), 9))));
        }

        @Test
        void shouldReleaseLowerNumbersWithAnOverdueOneAlthoughTheyCameLater() {
            SequenceState state =
                    gate.arrive(waiting(5, 9), event(7), NOON.plusSeconds(20)).state();
            assertThat(state.wakeAt()).isEqualTo(UNTIL);

            Step step = gate.elapse(state, UNTIL);

            assertThat(step.decisions())
                    .containsExactly(new ReleaseWithGap(event(7), 5), new ReleaseWithGap(event(9), 8));
        }

        @Test
        void shouldKeepHigherNumbersThatMayWaitLonger() {
            SequenceState state =
                    gate.arrive(waiting(5, 7), event(9), NOON.plusSeconds(20)).state();

            Step step = gate.elapse(state, UNTIL);

            assertThat(step.decisions()).containsExactly(new ReleaseWithGap(event(7), 5));
            assertThat(step.state().wakeAt()).isEqualTo(NOON.plusSeconds(50));
        }

        @Test
        void shouldMarkAMissingEventThatComesAfterAll() {
            SequenceState state = gate.elapse(waiting(5, 7), UNTIL).state();

            assertThat(gate.arrive(state, event(6), UNTIL).decisions()).containsExactly(new Late(event(6)));
        }

        @Test
        void shouldHaveNothingToWakeForWhenNothingWaits() {
            assertThat(SequenceState.expecting(5).wakeAt()).isNull();
        }
    }

    @Nested
    class Ranges {

        @Test
        void shouldCountToTheEndOfARange() {
            Step step = gate.arrive(waiting(5, 10), event(5, 9), NOON);

            assertThat(step)
                    .isEqualTo(new Step(
                            SequenceState.expecting(11), List.of(new Release(event(5, 9)), new Release(event(10)))));
        }

        @Test
        void shouldReleaseARangeThatIsNewInPart() {
            assertThat(gate.arrive(SequenceState.expecting(7), event(5, 9), NOON))
                    .isEqualTo(new Step(SequenceState.expecting(10), List.of(new Release(event(5, 9)))));
        }

        @Test
        void shouldMarkWhatARangeHasCovered() {
            assertThat(gate.arrive(waiting(5, 7), event(5, 8), NOON).decisions())
                    .containsExactly(new Release(event(5, 8)), new Late(event(7)));
        }
    }

    @Nested
    class SameNumberTwice {

        private final Numbered one = Numbered.of(WebhookId.ofEvent(ACME, "one"), 7);
        private final Numbered other = Numbered.of(WebhookId.ofEvent(ACME, "other"), 7);

        @Test
        void shouldReleaseOneAndMarkTheOtherWhateverTheOrderOfArrival() {
            SequenceState oneFirst = gate.arrive(
                            gate.arrive(SequenceState.expecting(6), one, NOON).state(), other, NOON)
                    .state();
            SequenceState otherFirst = gate.arrive(
                            gate.arrive(SequenceState.expecting(6), other, NOON).state(), one, NOON)
                    .state();

            Step step = gate.arrive(oneFirst, event(6), NOON);

            assertThat(oneFirst).isEqualTo(otherFirst);
            assertThat(step.decisions()).hasSize(3);
            assertThat(step.decisions().get(1)).isInstanceOf(Release.class);
            assertThat(step.decisions().get(2)).isInstanceOf(Late.class);
        }
    }

    @Nested
    class Validation {

        @Test
        void shouldRefuseWaitsAndRoomOutOfRange() {
            assertThatThrownBy(() -> new SequenceGate(Duration.ofSeconds(-1), 1))
                    .hasMessage("longestWait must be from zero to 365 days, not PT-1S");
            assertThatThrownBy(() -> new SequenceGate(Duration.ofDays(366), 1))
                    .hasMessage("longestWait must be from zero to 365 days, not PT8784H");
            assertThatThrownBy(() -> new SequenceGate(Duration.ZERO, 0))
                    .hasMessage("mostHeld must be at least 1, not 0");
        }

        @Test
        void shouldRefuseNumbersOutOfRange() {
            assertThatThrownBy(() -> event(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> event(2, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> event(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
            assertThat(gate.arrive(null, event(Long.MAX_VALUE - 1), NOON)
                            .state()
                            .next())
                    .isEqualTo(Long.MAX_VALUE);
        }
    }
}
