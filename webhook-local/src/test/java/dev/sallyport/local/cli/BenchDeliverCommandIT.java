package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'bench deliver' with gateways and receivers in processes of their own; what it measures is not judged. */
class BenchDeliverCommandIT {

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingAndLeaveNothingBehind() {
        FakeTerminal terminal = FakeTerminal.piped();

        int status = Sallyport.run(
                terminal.terminal(),
                "bench",
                "deliver",
                "--in-flight",
                "20",
                "--answer-after",
                "PT0.5S",
                "--rate",
                "50",
                "--seconds",
                "1",
                "--warm-up",
                "0",
                "--directory",
                directory.toString(),
                "--json");

        assertThat(status).as(terminal.err() + terminal.out()).isZero();
        Map<String, Object> report =
                JsonDocument.readObject(RawPayload.adopt(terminal.out().getBytes()));
        for (String load : List.of("healthyAlone", "besideHanging", "fastest", "slowAtOnce")) {
            assertThat(report).extractingByKey(load).satisfies(run -> {
                Map<?, ?> numbers = (Map<?, ?>) run;
                assertThat(numbers.get("lost")).as(load).isEqualTo(0L);
                assertThat((Long) numbers.get("delivered")).as(load).isPositive();
            });
        }
        assertThat((Long) report.get("mostInFlight")).isBetween(1L, 30L);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAnswersThatTakeLongerThanEndpointsWait() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertThat(Sallyport.run(terminal.terminal(), "bench", "deliver", "--answer-after", "PT11S"))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("receivers answer after more than nothing and at most 10 seconds");
    }
}
