package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.bench.cost.Assumptions;
import dev.sallyport.local.bench.cost.BilledItem;
import dev.sallyport.local.bench.cost.BilledItem.Part;
import dev.sallyport.local.bench.cost.Door;
import dev.sallyport.local.bench.cost.Measurement;
import dev.sallyport.local.bench.cost.PriceList;
import dev.sallyport.local.bench.cost.PriceList.Bill;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes what {@code bench cost} counted, for programs. */
final class BenchCostJson {

    private BenchCostJson() {}

    static void write(JsonGenerator json, List<Measurement> measurements, Assumptions assumptions, PriceList prices)
            throws IOException {
        json.writeObjectFieldStart("assumptions");
        json.writeNumberField("receiveMillis", assumptions.receiving().toMillis());
        json.writeNumberField("batchMillis", assumptions.batch().toMillis());
        json.writeNumberField("webhookMillis", assumptions.webhook().toMillis());
        json.writeNumberField("memoryMegabytes", assumptions.memory());
        json.writeEndObject();
        json.writeObjectFieldStart("prices");
        json.writeStringField("region", prices.region());
        json.writeStringField("date", prices.date());
        json.writeStringField("source", prices.source());
        json.writeObjectFieldStart("usd");
        for (BilledItem item : BilledItem.values()) {
            json.writeNumberField(word(item), prices.of(item));
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("costs");
        for (Measurement measurement : measurements) {
            for (Door door : measurement.doors()) {
                write(json, measurement, door, assumptions, prices);
            }
        }
        json.writeEndArray();
    }

    private static void write(
            JsonGenerator json, Measurement measurement, Door door, Assumptions assumptions, PriceList prices)
            throws IOException {
        Map<BilledItem, Double> counts = new TreeMap<>(measurement.perMillion(door, assumptions));
        Bill bill = prices.bill(counts);
        json.writeStartObject();
        json.writeStringField("design", measurement.design());
        json.writeStringField("ingress", word(door));
        json.writeNumberField("batch", measurement.batch());
        json.writeNumberField("webhooks", measurement.webhooks());
        json.writeNumberField("batches", measurement.batches());
        json.writeNumberField("callsBeforeAnswer", measurement.callsBeforeAnswer());
        json.writeObjectFieldStart("callsPerWebhook");
        for (Map.Entry<String, Long> call : new TreeMap<>(measurement.calls()).entrySet()) {
            json.writeNumberField(call.getKey(), (double) call.getValue() / measurement.webhooks());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("perMillion");
        for (Map.Entry<BilledItem, Double> count : counts.entrySet()) {
            json.writeNumberField(word(count.getKey()), rounded(count.getValue()));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("usdPerMillion");
        for (Part part : Part.values()) {
            json.writeNumberField(word(part), rounded(bill.of(part)));
        }
        json.writeEndObject();
        json.writeNumberField("totalUsdPerMillion", rounded(bill.total()));
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }
}
