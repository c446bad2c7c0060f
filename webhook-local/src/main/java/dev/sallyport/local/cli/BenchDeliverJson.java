package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.bench.deliver.DeliverReport;
import dev.sallyport.local.bench.deliver.DeliverRun;
import java.io.IOException;

/** Writes what {@code bench deliver} measured, for programs. */
final class BenchDeliverJson {

    private BenchDeliverJson() {}

    static void write(JsonGenerator json, DeliverReport report) throws IOException {
        write(json, "healthyAlone", report.alone());
        write(json, "besideHanging", report.besideHanging());
        write(json, "fastest", report.fastest());
        write(json, "slowAtOnce", report.slow());
        json.writeNumberField("slowdown", Math.round(report.slowdown() * 100) / 100.0);
        json.writeNumberField("mostInFlight", report.mostInFlight());
        Long memory = report.mostMemory();
        if (memory == null) {
            json.writeNullField("mostMemoryBytes");
        } else {
            json.writeNumberField("mostMemoryBytes", memory);
        }
        json.writeNumberField("loadAverage", report.loadAverage());
    }

    private static void write(JsonGenerator json, String name, DeliverRun run) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("accepted", run.accepted());
        json.writeNumberField("refused", run.refused());
        json.writeNumberField("delivered", run.delivered());
        json.writeNumberField("lost", run.lost());
        json.writeNumberField("deliveriesPerSecond", Math.round(run.perSecond()));
        json.writeNumberField("toFirstAttemptP50Millis", run.toFirstAttemptP50().toMillis());
        json.writeNumberField("toFirstAttemptP95Millis", run.toFirstAttemptP95().toMillis());
        json.writeNumberField("toDeliveryP50Millis", run.toDeliveryP50().toMillis());
        json.writeNumberField("toDeliveryP99Millis", run.toDeliveryP99().toMillis());
        json.writeNumberField("cpuMicrosPerDelivery", run.cpuPerDelivery().toNanos() / 1_000);
        json.writeEndObject();
    }
}
