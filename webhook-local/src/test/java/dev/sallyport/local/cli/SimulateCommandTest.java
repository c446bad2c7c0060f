package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.in.ReceiveWebhookUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.in.WorkQueueUseCase;
import dev.sallyport.testkit.simulator.SimulatedProcess;
import dev.sallyport.testkit.simulator.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {

    private final FakeTerminal terminal = FakeTerminal.piped();

    private int run(String... arguments) {
        return Sallyport.run(terminal.terminal(), arguments);
    }

    @Test
    void shouldPlayRunsAndSayThatAllWasKept() {
        assertThat(run("simulate", "--seeds", "20", "--from", "100")).isZero();

        assertThat(terminal.out()).contains("runs, from seed 100").endsWith("Every run kept every guarantee.\n");
        assertThat(terminal.err()).startsWith("runs 0 of 20\n").endsWith("runs 20 of 20\n");
    }

    @Test
    void shouldPrintOneLineOfJson() {
        assertThat(run("simulate", "--seeds", "5", "--json")).isZero();

        assertThat(terminal.out()).startsWith("{\"firstSeed\":1,\"runs\":5,").endsWith(",\"failures\":0}\n");
    }

    @Test
    void shouldTraceOneRun() {
        assertThat(run("simulate", "--seed", "7", "--trace")).isZero();

        assertThat(terminal.out())
                .startsWith("seed 7\n")
                .contains(" sends ")
                .endsWith("seed 7 keeps every guarantee\n");
        assertThat(run("simulate", "--trace")).isEqualTo(1);
    }

    @Test
    void shouldPrintARunThatBreaksAGuaranteeAndHowToPlayItAgain() {
        SimulateCommand flawed = new SimulateCommand(
                terminal.terminal(), Simulation.of(parts -> new NeverWorks(SimulatedProcess.of(parts))));

        assertThat(Sallyport.run(terminal.terminal(), List.of(flawed), "simulate", "--seeds", "50"))
                .isEqualTo(1);

        assertThat(terminal.out())
                .contains("VIOLATION G1")
                .containsPattern("Play it again: sallyport simulate --seed \\d+ --trace")
                .endsWith("5 runs broke a guarantee.\n");
    }

    /** Leaves what was accepted in the queue for ever. */
    private record NeverWorks(SimulatedProcess process) implements SimulatedProcess {

        @Override
        public ReceiveWebhookUseCase receiving() {
            return process.receiving();
        }

        @Override
        public WorkQueueUseCase working() {
            return limit -> 0;
        }

        @Override
        public SweepStrandedUseCase sweeping() {
            return process.sweeping();
        }

        @Override
        public RepairWebhooksUseCase repairing() {
            return process.repairing();
        }
    }
}
