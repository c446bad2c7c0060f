package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.bench.IngestReport;
import dev.sallyport.local.bench.IngestRun;
import java.io.IOException;
import java.time.Duration;

/** Writes what {@code bench ingest} measured, for programs. */
final class BenchIngestJson {

    private BenchIngestJson() {}

    static void write(JsonGenerator json, IngestReport report) throws IOException {
        json.writeNumberField("accepted", report.accepted());
        json.writeNumberField("lost", report.losses().lost());
        json.writeNumberField("unexpected", report.losses().unexpected());
        json.writeNumberField("loadAverage", report.loadAverage());
        json.writeArrayFieldStart("runs");
        for (IngestRun run : report.runs()) {
            json.writeStartObject();
            json.writeNumberField("connections", run.connections());
            json.writeNumberField("accepted", run.accepted());
            json.writeNumberField("refused", run.refused());
            json.writeNumberField("failed", run.failed());
            json.writeNumberField("perSecond", Math.round(run.perSecond()));
            json.writeNumberField("p50Millis", millis(run.p50()));
            json.writeNumberField("p99Millis", millis(run.p99()));
            json.writeNumberField("longestMillis", millis(run.longest()));
            json.writeNumberField("syncs", run.syncs());
            json.writeNumberField(
                    "cpuMicrosPerWebhook", Math.round(run.cpuPerWebhook().toNanos() / 100.0) / 10.0);
            json.writeNumberField("waiting", run.waiting());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }
}
