package dev.sallyport.testkit.simulator.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.simulator.FailedSchedule;
import dev.sallyport.testkit.simulator.Simulation;
import dev.sallyport.testkit.simulator.SimulationReport;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Violation;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundSimulationTest {

    private static final long FIRST_SEED = 1;

    @Nested
    class OfTheCore {

        private static final Set<FaultKind> KINDS = Set.of(
                FaultKind.CRASH,
                FaultKind.UNAVAILABLE,
                FaultKind.TIMEOUT_NOT_DONE,
                FaultKind.TIMEOUT_DONE,
                FaultKind.TIMEOUT_PARTLY_DONE,
                FaultKind.TIMEOUT_DONE_LATE,
                FaultKind.DUPLICATE_DELIVERY,
                FaultKind.STALL,
                FaultKind.CLOCK_JUMP);

        @Test
        void shouldKeepTheGuaranteesInFiveThousandRuns() {
            assertClean(FIRST_SEED, 5_000);
        }

        @Test
        @Tag("long")
        void shouldKeepTheGuaranteesInAHundredThousandRuns() {
            assertClean(1_000_000, 100_000);
        }

        private static void assertClean(long firstSeed, long runs) {
            SimulationReport report = Simulation.ofOutboundCore().run(firstSeed, runs, done -> {});

            assertThat(report.failures())
                    .as(() -> report.failures().stream()
                            .map(FailedSchedule::describe)
                            .collect(Collectors.joining("\n")))
                    .isEmpty();
            assertThat(report.runs()).isEqualTo(runs);
            assertThat(report.accepted()).isGreaterThan(2 * runs);
            assertThat(report.faults())
                    .allSatisfy((kind, count) ->
                            assertThat(count).matches(times -> times > 200 == KINDS.contains(kind), kind.label()));
        }

        @Test
        void shouldPlayTheSameRunFromTheSameSeed() {
            for (long seed = 1; seed <= 20; seed++) {
                FailedSchedule first = Simulation.ofOutboundCore().replay(seed);

                assertThat(Simulation.ofOutboundCore().replay(seed)).isEqualTo(first);
                assertThat(first.violations()).isEmpty();
                assertThat(first.trace()).isNotEmpty();
            }
        }
    }

    @Nested
    class OfFlawedProcesses {

        private static final long ENOUGH_RUNS = 2_000;

        @ParameterizedTest
        @CsvSource({
            "ACCEPTS_IN_PARTS, G1",
            "NEVER_SWEEPS, G1",
            "IGNORES_LANES, G2",
            "RETRIES_EARLY, G6",
            "FORGETS_FAILURES, G1",
            "OVERWRITES_RECORDS, G1",
            "COUNTS_WAITING, G6",
            "FORGETS_NOTICES, G1"
        })
        void shouldCatchEachDefectByTheGuaranteeThatItBreaks(OutboundDefect defect, Guarantee broken) {
            SimulationReport report = Simulation.ofOutbound(parts -> new FlawedOutbound(defect, parts))
                    .run(FIRST_SEED, ENOUGH_RUNS, runs -> {});

            assertThat(report.failures())
                    .flatExtracting(FailedSchedule::violations)
                    .extracting(Violation::guarantee)
                    .contains(broken);
        }

        @Test
        void shouldFindNothingWrongWithTheSameProcessWithoutADefect() {
            SimulationReport report = Simulation.ofOutbound(parts -> new FlawedOutbound(OutboundDefect.NONE, parts))
                    .run(FIRST_SEED, ENOUGH_RUNS, runs -> {});

            assertThat(report.failures()).isEmpty();
        }
    }
}
