package dev.sallyport.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    private static final long FIRST_SEED = 1;

    @Nested
    class OfTheCore {

        private static final long RUNS = 100_000;

        @Test
        void shouldKeepTheGuaranteesInAHundredThousandRuns() {
            SimulationReport report = Simulation.ofCore().run(FIRST_SEED, RUNS, runs -> {});

            assertThat(report.failures())
                    .as(() -> report.failures().stream()
                            .map(FailedSchedule::describe)
                            .collect(Collectors.joining("\n")))
                    .isEmpty();
            assertThat(report.runs()).isEqualTo(RUNS);
            assertThat(report.faults().keySet()).containsExactlyInAnyOrder(FaultKind.values());
            assertThat(report.faults().values()).allMatch(count -> count > 1_000);
        }
    }

    @Nested
    class OfFlawedProcesses {

        private static final long ENOUGH_RUNS = 5_000;

        @ParameterizedTest
        @CsvSource({
            "ACKNOWLEDGES_BEFORE_STORING, G1",
            "QUEUES_BEFORE_RECORDING, G2",
            "ARCHIVES_LAST, G4",
            "KEEPS_WHAT_IT_REFUSES, G5",
            "PUBLISHES_WITHOUT_STATUS_CHECK, G3",
            "GOES_ON_AFTER_A_FAILURE, G2",
            "RETRIES_EARLY, G6",
            "FORGETS_FAILURES, G6",
            "OVERWRITES_RECORDS, G1",
            "ACKNOWLEDGES_ENTRIES_FIRST, G2",
            "FORGETS_DEAD_LETTERS, G1",
            "NEVER_SWEEPS, G1",
            "PUBLISHES_NUMBERS_AS_THEY_COME, G2",
            "WAITS_FOR_EVER_FOR_A_NUMBER, G1",
            "COUNTS_NUMBERS_BEFORE_PUBLISHING, G2",
            "HIDES_GAPS, G2"
        })
        void shouldCatchEachDefectByTheGuaranteeThatItBreaks(Defect defect, Guarantee broken) {
            SimulationReport report =
                    Simulation.of(parts -> new FlawedProcess(defect, parts)).run(FIRST_SEED, ENOUGH_RUNS, runs -> {});

            assertThat(report.failures())
                    .flatExtracting(FailedSchedule::violations)
                    .extracting(Violation::guarantee)
                    .contains(broken);
        }

        @Test
        void shouldFindNothingWrongWithTheSameProcessWithoutADefect() {
            SimulationReport report = Simulation.of(parts -> new FlawedProcess(Defect.NONE, parts))
                    .run(FIRST_SEED, ENOUGH_RUNS, runs -> {});

            assertThat(report.failures()).isEmpty();
        }
    }

    @Nested
    class Replay {

        private final Simulation simulation =
                Simulation.of(parts -> new FlawedProcess(Defect.ACKNOWLEDGES_BEFORE_STORING, parts));

        @Test
        void shouldPlayAFailedRunAgainStepByStep() {
            FailedSchedule failure =
                    simulation.run(FIRST_SEED, 1_000, runs -> {}).failures().getFirst();

            assertThat(simulation.replay(failure.seed())).isEqualTo(failure);
            assertThat(failure.trace()).isNotEmpty();
            assertThat(failure.describe())
                    .startsWith("seed " + failure.seed() + "\n")
                    .endsWith("VIOLATION " + failure.violations().getLast() + "\nREPLAY ./sallyport simulate --seed "
                            + failure.seed() + " --trace\n");
        }

        @Test
        void shouldPlayTheSameRunFromTheSameSeed() {
            for (long seed = 1; seed <= 50; seed++) {
                FailedSchedule first = Simulation.ofCore().replay(seed);

                assertThat(Simulation.ofCore().replay(seed)).isEqualTo(first);
                assertThat(first.violations()).isEmpty();
            }
        }

        @Test
        void shouldPlayAnotherRunFromAnotherSeed() {
            assertThat(Simulation.ofCore().replay(1).trace())
                    .isNotEqualTo(Simulation.ofCore().replay(2).trace());
        }
    }

    @Nested
    class Run {

        @Test
        void shouldTellItsProgressAndAddUpWhatHappened() {
            List<Long> progress = new ArrayList<>();

            SimulationReport report = Simulation.ofCore().run(7, 30, progress::add);

            assertThat(progress).hasSize(30).startsWith(1L, 2L).endsWith(30L);
            assertThat(report.firstSeed()).isEqualTo(7);
            assertThat(report.runs()).isEqualTo(30);
            assertThat(report.accepted()).isPositive();
            assertThat(report.published()).isPositive();
            assertThat(report.faultsInjected())
                    .isEqualTo(report.faults().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isPositive();
        }

        @Test
        void shouldReportTheSameHoweverOftenItRuns() {
            assertThat(Simulation.ofCore().run(1, 100, runs -> {}))
                    .isEqualTo(Simulation.ofCore().run(1, 100, runs -> {}));
        }

        @Test
        void shouldStopAfterFiveFailures() {
            SimulationReport report = Simulation.of(
                            parts -> new FlawedProcess(Defect.ACKNOWLEDGES_BEFORE_STORING, parts))
                    .run(FIRST_SEED, 1_000, runs -> {});

            assertThat(report.failures()).hasSize(5);
            assertThat(report.runs()).isLessThan(1_000);
            assertThat(report.failures().getLast().seed()).isEqualTo(FIRST_SEED + report.runs() - 1);
        }

        @Test
        void shouldStopWhenItsThreadIsInterrupted() {
            SimulationReport report = Simulation.ofCore().run(FIRST_SEED, Long.MAX_VALUE, interruptAfter(3));

            assertThat(report.runs()).isGreaterThanOrEqualTo(3);
            assertThat(Thread.interrupted()).isTrue();
        }

        private static LongConsumer interruptAfter(long runs) {
            Thread caller = Thread.currentThread();
            return done -> {
                if (done == runs) {
                    caller.interrupt();
                }
            };
        }
    }
}
