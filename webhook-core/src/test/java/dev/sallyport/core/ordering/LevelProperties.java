package dev.sallyport.core.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.ordering.MonotoneGate.Decision;
import dev.sallyport.core.ordering.MonotoneGate.Decision.Fresh;
import dev.sallyport.core.ordering.SequenceDecision.Late;
import dev.sallyport.core.ordering.SequenceDecision.Release;
import dev.sallyport.core.ordering.SequenceDecision.ReleaseWithGap;
import dev.sallyport.core.ordering.SequenceDecision.Wait;
import dev.sallyport.core.ordering.SequenceGate.Numbered;
import dev.sallyport.core.ordering.SequenceGate.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of the ordering levels whatever arrives, in whatever order and however often. */
class LevelProperties {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final Instant START = Instant.parse("2026-08-01T12:00:00Z");

    /** An arrival some seconds after the one before. */
    record Arrival(long number, int secondsLater) {

        Numbered event() {
            return Numbered.of(WebhookId.ofEvent(ACME, "evt_" + number), number);
        }
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.integers().between(0, 5))
                .as(Arrival::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Long>> shuffledNumbers() {
        return Arbitraries.shuffle(LongStream.range(0, 12).boxed().toList());
    }

    @Provide
    Arbitrary<List<EventPosition>> positions() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.strings().withCharRange('a', 'c').ofLength(1))
                .as(EventPosition::ofNumber)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /** Plays arrivals against a gate, waking it whenever it asks to be, and then until nothing waits. */
    private static final class Play {

        private final SequenceGate gate;
        private final List<SequenceDecision> released = new ArrayList<>();
        private final Map<Numbered, Instant> firstSeen = new HashMap<>();
        private @Nullable SequenceState state;

        Play(SequenceGate gate, @Nullable SequenceState state) {
            this.gate = gate;
            this.state = state;
        }

        void all(List<Arrival> arrivals) {
            Instant now = START;
            for (Arrival arrival : arrivals) {
                now = now.plusSeconds(arrival.secondsLater);
                wakeUntil(now);
                firstSeen.putIfAbsent(arrival.event(), now);
                take(gate.arrive(state, arrival.event(), now), now);
            }
            wakeUntil(Instant.MAX);
        }

        private void wakeUntil(Instant end) {
            while (state != null) {
                Instant wakeAt = state.wakeAt();
                if (wakeAt == null || wakeAt.isAfter(end)) {
                    return;
                }
                Step step = gate.elapse(state, wakeAt);
                assertThat(step.decisions())
                        .as("released at the time asked for")
                        .isNotEmpty();
                take(step, wakeAt);
            }
        }

        private void take(Step step, Instant now) {
            state = step.state();
            assertThat(step.state().held()).hasSizeLessThanOrEqualTo(gate.mostHeld());
            for (SequenceDecision decision : step.decisions()) {
                if (decision instanceof Wait wait) {
                    assertThat(wait.until()).isAfter(now);
                } else {
                    released.add(decision);
                    Instant deadline = firstSeen.get(decision.event()).plus(gate.longestWait());
                    if (!(decision instanceof Late)) {
                        assertThat(now).isBeforeOrEqualTo(deadline);
                    }
                }
            }
        }
    }

    @Property(seed = "20260801")
    void shouldReleaseEveryNumberInOrderWithinBoundsAndNameEveryGap(
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @IntRange(max = 20) int seconds,
            @ForAll @IntRange(min = 1, max = 6) int mostHeld) {
        Play play = new Play(new SequenceGate(Duration.ofSeconds(seconds), mostHeld), null);
        play.all(arrivals);

        List<Numbered> inOrder = new ArrayList<>();
        TreeSet<Long> gone = new TreeSet<>();
        for (SequenceDecision decision : play.released) {
            switch (decision) {
                case Release release -> inOrder.add(release.event());
                case ReleaseWithGap gap -> {
                    inOrder.add(gap.event());
                    long before = inOrder.size() < 2
                            ? -1
                            : inOrder.get(inOrder.size() - 2).last();
                    assertThat(gap.firstMissing())
                            .isEqualTo(before + 1)
                            .isLessThan(gap.event().first());
                }
                case Late late ->
                    assertThat(late.event().last()).isLessThan(inOrder.getLast().first() + 1);
                case Wait wait -> throw new AssertionError("a wait is no release: " + wait);
            }
            gone.add(decision.event().first());
        }
        assertThat(inOrder)
                .isSortedAccordingTo((a, b) -> Long.compare(a.first(), b.first()))
                .doesNotHaveDuplicates();
        assertThat(gone)
                .containsExactlyElementsOf(
                        new TreeSet<>(arrivals.stream().map(Arrival::number).toList()));
    }

    @Property(seed = "20260801")
    void shouldRestoreTheSequenceWhenAllArriveInTime(@ForAll("shuffledNumbers") List<Long> numbers) {
        Play play = new Play(new SequenceGate(Duration.ofSeconds(60), 12), SequenceState.expecting(0));
        play.all(numbers.stream().map(number -> new Arrival(number, 1)).toList());

        assertThat(play.released)
                .isEqualTo(LongStream.range(0, 12)
                        .mapToObj(number -> new Release(new Arrival(number, 0).event()))
                        .toList());
    }

    @Property(seed = "20260801")
    void shouldDecideTheSameWhenAStepIsRepeatedBeforeItsStateIsSaved(
            @ForAll("arrivals") List<Arrival> arrivals, @ForAll @IntRange(min = 1, max = 6) int mostHeld) {
        SequenceGate gate = new SequenceGate(Duration.ofSeconds(3), mostHeld);
        SequenceState state = null;
        Instant now = START;
        for (Arrival arrival : arrivals) {
            now = now.plusSeconds(arrival.secondsLater());
            Step step = gate.arrive(state, arrival.event(), now);
            assertThat(gate.arrive(state, arrival.event(), now)).isEqualTo(step);
            state = step.state();
        }
    }

    @Property(seed = "20260801")
    void shouldEndAtTheGreatestPositionAndNeverStepBack(@ForAll("positions") List<EventPosition> positions) {
        EventPosition newest = null;
        for (EventPosition position : positions) {
            Decision decision = MonotoneGate.judge(newest, position);
            if (newest != null) {
                assertThat(decision.newest().isBefore(newest)).isFalse();
                assertThat(decision instanceof Fresh).isEqualTo(!position.isBefore(newest));
            }
            newest = decision.newest();
        }
        EventPosition last = newest;
        assertThat(positions).contains(last).noneMatch(last::isBefore);
    }
}
