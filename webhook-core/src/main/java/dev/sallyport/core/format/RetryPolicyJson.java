package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A retry policy as a JSON object, inside other texts; every attribute is written, so that defaults may change. */
final class RetryPolicyJson {

    private RetryPolicyJson() {}

    static void write(JsonGenerator json, RetryPolicy policy) throws IOException {
        json.writeStartObject();
        json.writeNumberField("attempts", policy.attempts());
        switch (policy.backoff()) {
            case Backoff.Exponential exponential ->
                json.writeStringField("exponential", exponential.first().toString());
            case Backoff.Linear linear ->
                json.writeStringField("linear", linear.step().toString());
            case Backoff.Listed listed -> {
                json.writeArrayFieldStart("listed");
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
        json.writeStringField("hintCap", policy.hintCap().toString());
        JsonFields.writeIfSet(json, "maximumAge", policy.maximumAge());
        json.writeEndObject();
    }

    static RetryPolicy read(JsonParser json) throws IOException {
        RetryPolicy.Builder policy = RetryPolicy.builder();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "attempts" -> policy.attempts(value.getIntValue());
                case "exponential" -> policy.backoff(Backoff.exponential(Duration.parse(value.getText())));
                case "linear" -> policy.backoff(Backoff.linear(Duration.parse(value.getText())));
                case "listed" -> {
                    List<Duration> delays = JsonFields.list(value, delay -> Duration.parse(delay.getText()));
                    policy.backoff(Backoff.listed(delays));
                }
                case "jitter" -> policy.jitter(readJitter(value));
                case "cap" -> policy.cap(Duration.parse(value.getText()));
                case "hintCap" -> policy.hintCap(Duration.parse(value.getText()));
                case "maximumAge" -> policy.maximumAge(Duration.parse(value.getText()));
                default -> value.skipChildren();
            }
        });
        return policy.build();
    }

    private static Jitter readJitter(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return Jitter.proportional(json.getDoubleValue());
        }
        return switch (json.getText()) {
            case "none" -> Jitter.none();
            case "full" -> Jitter.full();
            case "equal" -> Jitter.equal();
            default -> throw new IllegalArgumentException("no jitter has that name");
        };
    }
}
