package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;

/** What a tenant decided about an endpoint as a JSON object; every attribute is written, so that defaults may change. */
final class EndpointSettingsJson {

    private EndpointSettingsJson() {}

    static void write(JsonGenerator json, EndpointSettings settings) throws IOException {
        json.writeStartObject();
        json.writeStringField("url", settings.url());
        json.writeStringField("description", settings.description());
        json.writeArrayFieldStart("eventTypes");
        for (EventTypePattern pattern : settings.eventTypes()) {
            json.writeString(pattern.text());
        }
        json.writeEndArray();
        JsonFields.writeIfSet(json, "payloadFilter", settings.payloadFilter());
        json.writeArrayFieldStart("signatureStyles");
        for (SignatureStyle style : SignatureStyle.values()) {
            if (settings.signatureStyles().contains(style)) {
                json.writeString(style.name());
            }
        }
        json.writeEndArray();
        json.writeStringField("stripeHeader", settings.stripeHeader());
        RetryPolicy policy = settings.retryPolicy();
        if (policy != null) {
            json.writeFieldName("retryPolicy");
            RetryPolicyJson.write(json, policy);
        }
        json.writeStringField("clientErrors", settings.clientErrors().name());
        json.writeStringField("timeout", settings.timeout().toString());
        RateLimit limit = settings.rateLimit();
        if (limit != null) {
            json.writeObjectFieldStart("rateLimit");
            json.writeNumberField("attempts", limit.attempts());
            json.writeStringField("period", limit.period().toString());
            json.writeNumberField("burst", limit.burst());
            json.writeEndObject();
        }
        json.writeNumberField("maxInFlight", settings.maxInFlight());
        json.writeBooleanField("ordered", settings.ordered());
        json.writeEndObject();
    }

    static EndpointSettings read(JsonParser json) throws IOException {
        EndpointSettings.Builder settings = EndpointSettings.builder();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "url" -> settings.url(value.getText());
                case "description" -> settings.description(value.getText());
                case "eventTypes" ->
                    settings.eventTypes(JsonFields.list(value, pattern -> new EventTypePattern(pattern.getText())));
                case "payloadFilter" -> settings.payloadFilter(value.getText());
                case "signatureStyles" ->
                    settings.signatureStyles(JsonFields.list(value, style -> SignatureStyle.valueOf(style.getText())));
                case "stripeHeader" -> settings.stripeHeader(value.getText());
                case "retryPolicy" -> settings.retryPolicy(RetryPolicyJson.read(value));
                case "clientErrors" -> settings.clientErrors(ClientErrors.valueOf(value.getText()));
                case "timeout" -> settings.timeout(Duration.parse(value.getText()));
                case "rateLimit" -> settings.rateLimit(readRateLimit(value));
                case "maxInFlight" -> settings.maxInFlight(value.getIntValue());
                case "ordered" -> settings.ordered(value.getBooleanValue());
                default -> value.skipChildren();
            }
        });
        return settings.build();
    }

    private static RateLimit readRateLimit(JsonParser json) throws IOException {
        int[] attempts = {0};
        int[] burst = {0};
        Duration[] period = {Duration.ZERO};
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "attempts" -> attempts[0] = value.getIntValue();
                case "period" -> period[0] = Duration.parse(value.getText());
                case "burst" -> burst[0] = value.getIntValue();
                default -> value.skipChildren();
            }
        });
        return new RateLimit(attempts[0], period[0], burst[0]);
    }
}
