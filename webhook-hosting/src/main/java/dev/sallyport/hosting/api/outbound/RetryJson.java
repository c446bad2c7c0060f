package dev.sallyport.hosting.api.outbound;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;

/** Writes retry policies as they are read. */
final class RetryJson {

    private RetryJson() {}

    static void write(JsonGenerator json, RetryPolicy policy) throws IOException {
        json.writeNumberField("attempts", policy.attempts());
        switch (policy.backoff()) {
            case Backoff.Exponential exponential -> {
                json.writeStringField("backoff", "exponential");
                json.writeStringField("first", exponential.first().toString());
            }
            case Backoff.Linear linear -> {
                json.writeStringField("backoff", "linear");
                json.writeStringField("first", linear.step().toString());
            }
            case Backoff.Listed listed -> {
                json.writeStringField("backoff", "listed");
                json.writeArrayFieldStart("delays");
                for (Duration delay : listed.delays()) {
                    json.writeString(delay.toString());
                }
                json.writeEndArray();
            }
        }
        switch (policy.jitter()) {
            case Jitter.None none -> json.writeStringField("jitter", "none");
            case Jitter.Full full -> json.writeStringField("jitter", "full");
            case Jitter.Equal equal -> json.writeStringField("jitter", "equal");
            case Jitter.Proportional proportional -> json.writeNumberField("jitter", proportional.fraction());
        }
        json.writeStringField("cap", policy.cap().toString());
        json.writeStringField("retry_after_cap", policy.hintCap().toString());
        Duration maximumAge = policy.maximumAge();
        if (maximumAge != null) {
            json.writeStringField("maximum_age", maximumAge.toString());
        }
    }
}
