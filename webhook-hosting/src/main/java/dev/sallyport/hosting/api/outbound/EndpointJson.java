package dev.sallyport.hosting.api.outbound;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointHealth;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.EndpointState;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.retry.RetryPolicy;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes endpoints; the names are part of the HTTP interface, and those of settings are the ones that are read. */
final class EndpointJson {

    private static final String PRIVATE_PREFIX = "whsk_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int SEED_BYTES = 32;

    private EndpointJson() {}

    /** Writes the members of an endpoint; secrets and values of headers are not among them. */
    static void write(JsonGenerator json, Endpoint endpoint) throws IOException {
        json.writeStringField("endpoint_id", endpoint.id().value());
        json.writeStringField("tenant", endpoint.tenant().value());
        write(json, endpoint.settings());
        json.writeArrayFieldStart("header_names");
        for (CustomHeader header : endpoint.headers()) {
            json.writeString(header.name());
        }
        json.writeEndArray();
        json.writeBooleanField("enabled", endpoint.isEnabled());
        switch (endpoint.state()) {
            case EndpointState.Enabled enabled -> json.writeNullField("disabled");
            case EndpointState.Disabled disabled -> {
                json.writeObjectFieldStart("disabled");
                json.writeStringField("reason", disabled.reason().code());
                json.writeStringField("since", disabled.since().toString());
                json.writeEndObject();
            }
        }
        json.writeObjectFieldStart("health");
        write(json, endpoint.health());
        json.writeEndObject();
        json.writeArrayFieldStart("secrets");
        for (EndpointSecret secret : endpoint.secrets()) {
            json.writeStartObject();
            json.writeNumberField("number", secret.number());
            json.writeStringField("kind", wordOf(EndpointReader.SECRET_KINDS, secret.kind()));
            json.writeStringField("created_at", secret.createdAt().toString());
            json.writeStringField("expires_at", DeliveryJson.text(secret.expiresAt()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("created_at", endpoint.createdAt().toString());
    }

    private static void write(JsonGenerator json, EndpointSettings settings) throws IOException {
        json.writeStringField("url", settings.url());
        json.writeStringField("description", settings.description());
        json.writeArrayFieldStart("event_types");
        for (EventTypePattern pattern : settings.eventTypes()) {
            json.writeString(pattern.text());
        }
        json.writeEndArray();
        String filter = settings.payloadFilter();
        if (filter != null) {
            json.writeFieldName("payload_filter");
            json.writeRawValue(filter);
        }
        json.writeArrayFieldStart("signatures");
        for (SignatureStyle style : SignatureStyle.values()) {
            if (settings.signatureStyles().contains(style)) {
                json.writeString(wordOf(EndpointReader.STYLES, style));
            }
        }
        json.writeEndArray();
        json.writeStringField("stripe_header", settings.stripeHeader());
        RetryPolicy retry = settings.retryPolicy();
        if (retry != null) {
            json.writeObjectFieldStart("retry");
            RetryJson.write(json, retry);
            json.writeEndObject();
        }
        json.writeStringField("client_errors", wordOf(EndpointReader.CLIENT_ERRORS, settings.clientErrors()));
        json.writeStringField("timeout", settings.timeout().toString());
        RateLimit limit = settings.rateLimit();
        if (limit != null) {
            json.writeObjectFieldStart("rate_limit");
            json.writeNumberField("attempts", limit.attempts());
            json.writeStringField("period", limit.period().toString());
            json.writeNumberField("burst", limit.burst());
            json.writeEndObject();
        }
        json.writeNumberField("max_in_flight", settings.maxInFlight());
        json.writeBooleanField("ordered", settings.ordered());
    }

    private static void write(JsonGenerator json, EndpointHealth health) throws IOException {
        switch (health.breaker()) {
            case Breaker.Closed closed -> {
                json.writeStringField("breaker", "closed");
                json.writeNumberField("failures_in_a_row", closed.failures());
            }
            case Breaker.Open open -> {
                json.writeStringField("breaker", "open");
                json.writeStringField("until", open.until().toString());
            }
            case Breaker.Probing probing -> {
                json.writeStringField("breaker", "probing");
                json.writeStringField("until", probing.until().toString());
            }
        }
        json.writeStringField("failing_since", DeliveryJson.text(health.failingSince()));
        json.writeStringField("failing_for", health.failingFor().toString());
    }

    /** Writes what its owner is shown of a new secret, this once: a shared secret, or the public half of a pair. */
    static void write(JsonGenerator json, SecretKind kind, SecretText secret) throws IOException {
        switch (kind) {
            case SYMMETRIC -> json.writeStringField("secret", secret.reveal());
            case ED25519 -> json.writeStringField("public_key", publicKey(secret));
        }
    }

    private static String publicKey(SecretText secret) {
        byte[] pair = Base64.getDecoder().decode(secret.reveal().substring(PRIVATE_PREFIX.length()));
        return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(Arrays.copyOfRange(pair, SEED_BYTES, pair.length));
    }

    private static <T> @Nullable String wordOf(Map<String, T> words, T meaning) {
        for (Map.Entry<String, T> word : words.entrySet()) {
            if (word.getValue().equals(meaning)) {
                return word.getKey();
            }
        }
        return null;
    }
}
