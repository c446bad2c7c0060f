package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.bench.store.IngestPace;
import dev.sallyport.local.bench.store.QueryTiming;
import dev.sallyport.local.bench.store.Restart;
import dev.sallyport.local.bench.store.StoreReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes what {@code bench store} measured, for programs. */
final class BenchStoreJson {

    private BenchStoreJson() {}

    static void write(JsonGenerator json, StoreReport report) throws IOException {
        json.writeNumberField("webhooks", report.webhooks());
        json.writeNumberField("bytes", report.bytes());
        json.writeNumberField("pending", report.pending());
        write(json, "small", report.small());
        write(json, "large", report.large());
        json.writeNumberField("pace", Math.round(report.pace() * 1e3) / 1e3);
        write(json, "restart", report.restart());
        write(json, "restartAfterKill", report.restartAfterKill());
        write(json, "queries", report.queries());
        write(json, "pages", report.pages());
        json.writeArrayFieldStart("missed");
        for (String miss : report.missed()) {
            json.writeString(miss);
        }
        json.writeEndArray();
        json.writeNumberField("loadAverage", report.loadAverage());
    }

    private static void write(JsonGenerator json, String name, IngestPace pace) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("perSecond", Math.round(pace.perSecond()));
        json.writeNumberField(
                "cpuMicrosPerWebhook", Math.round(pace.cpuPerWebhook().toNanos() / 100.0) / 10.0);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Restart restart) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("millis", restart.elapsed().toMillis());
        json.writeNumberField("cpuMillis", restart.cpu().toMillis());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<QueryTiming> timings) throws IOException {
        json.writeArrayFieldStart(name);
        for (QueryTiming timing : timings) {
            json.writeStartObject();
            json.writeStringField("name", timing.name());
            json.writeNumberField("p50Millis", millis(timing.p50()));
            json.writeNumberField("p99Millis", millis(timing.p99()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
