package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.bench.store.IngestPace;
import dev.sallyport.local.bench.store.QueryTiming;
import dev.sallyport.local.bench.store.Restart;
import dev.sallyport.local.bench.store.StoreReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'bench store' with as few webhooks as it takes; what it measures is not judged. */
class BenchStoreCommandIT {

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureEveryQueryAndPageAndKeepTheStore() {
        Map<String, Object> report = run("20000");

        assertThat(report).containsEntry("pending", 100L).containsKeys("pace", "restart", "restartAfterKill", "missed");
        assertThat((Long) report.get("webhooks")).isGreaterThanOrEqualTo(20_000);
        assertThat((List<?>) report.get("queries")).hasSize(16);
        assertThat((List<?>) report.get("pages")).hasSize(17);
        assertThat(directory.resolve("sallyport.db")).isNotEmptyFile();
    }

    private Map<String, Object> run(String webhooks) {
        FakeTerminal terminal = FakeTerminal.piped();
        int status = Sallyport.run(
                terminal.terminal(),
                "bench",
                "store",
                "--webhooks",
                webhooks,
                "--pending",
                "100",
                "--seconds",
                "1",
                "--data",
                directory.toString(),
                "--json");
        assertThat(status).as(terminal.err() + terminal.out()).isZero();
        return JsonDocument.readObject(RawPayload.adopt(terminal.out().getBytes()));
    }

    @Test
    void shouldRefuseTooFewWebhooks() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertThat(Sallyport.run(
                        terminal.terminal(), "bench", "store", "--webhooks", "10", "--data", directory.toString()))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("webhooks must be 20000 to 1000000000");
    }

    @Nested
    class Targets {

        private StoreReport report(double pace, long restartMillis, long queryMillis) {
            return new StoreReport(
                    1,
                    1,
                    1,
                    new IngestPace(100, Duration.ZERO),
                    new IngestPace(pace, Duration.ZERO),
                    new Restart(Duration.ofMillis(restartMillis), Duration.ZERO),
                    new Restart(Duration.ZERO, Duration.ZERO),
                    List.of(new QueryTiming("q", Duration.ofMillis(queryMillis), Duration.ofSeconds(1))),
                    List.of(),
                    0);
        }

        @Test
        void shouldBeMetJustBelow() {
            assertThat(report(90, 2_999, 4).missed()).isEmpty();
        }

        @Test
        void shouldBeMissedOneByOne() {
            assertThat(report(89, 3_000, 5).missed())
                    .containsExactly("q took 5 ms", "a restart took 3000 ms", "ingest kept 89 % of its pace");
        }
    }
}
