package dev.sallyport.lambda.sweep;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a sweep did.
 *
 * @param requeued webhooks that were missing from their queue
 * @param woken deliveries that were due
 * @param told notices about endpoints that became events
 * @param removed deliveries and events whose retention had ended
 * @param repairRounds how often runs of redrive and replay went on
 */
record SweepAnswer(int requeued, int woken, int told, int removed, int repairRounds) {

    private static final JsonFactory JSON = new JsonFactory();

    void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("requeued", requeued);
            json.writeNumberField("woken", woken);
            json.writeNumberField("told", told);
            json.writeNumberField("removed", removed);
            json.writeNumberField("repair_rounds", repairRounds);
            json.writeEndObject();
        }
    }
}
