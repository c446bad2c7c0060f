package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 'bench ingest' against servers in processes of their own; what it measures is not judged. */
class BenchIngestCommandIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"local", "append-log"})
    void shouldLoseNothingAndLeaveNothingBehind(String engine) {
        FakeTerminal terminal = FakeTerminal.piped();

        int status = Sallyport.run(
                terminal.terminal(),
                "bench",
                "ingest",
                "--engine",
                engine,
                "--connections",
                "4",
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
        assertThat(report).containsEntry("lost", 0L).containsEntry("unexpected", 0L);
        assertThat((Long) report.get("accepted")).isPositive();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAnEngineThatThereIsNot() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertThat(Sallyport.run(terminal.terminal(), "bench", "ingest", "--engine", "postgres"))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("an engine is 'local' or 'append-log', not 'postgres'");
    }
}
