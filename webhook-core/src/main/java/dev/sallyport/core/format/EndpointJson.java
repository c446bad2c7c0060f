package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.EndpointState;
import dev.sallyport.core.delivery.endpoint.EndpointState.Disabled;
import dev.sallyport.core.delivery.endpoint.EndpointState.DisabledReason;
import dev.sallyport.core.delivery.endpoint.EndpointState.Enabled;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An endpoint as JSON, secrets and header values as sealed as they are kept. */
public final class EndpointJson {

    private EndpointJson() {}

    /** Returns the text of an endpoint. */
    public static String write(Endpoint endpoint) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", endpoint.id().value());
            json.writeStringField("tenant", endpoint.tenant().value());
            json.writeFieldName("settings");
            EndpointSettingsJson.write(json, endpoint.settings());
            json.writeArrayFieldStart("headers");
            for (CustomHeader header : endpoint.headers()) {
                json.writeStartObject();
                json.writeStringField("name", header.name());
                writeSealed(json, header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("secrets");
            for (EndpointSecret secret : endpoint.secrets()) {
                write(json, secret);
            }
            json.writeEndArray();
            if (endpoint.state() instanceof Disabled disabled) {
                json.writeStringField("disabled", disabled.reason().name());
                json.writeStringField("disabledSince", disabled.since().toString());
            }
            EndpointHealthJson.write(json, endpoint.health(), endpoint.pendingNotices());
            json.writeStringField("createdAt", endpoint.createdAt().toString());
            json.writeNumberField("revision", endpoint.revision());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, EndpointSecret secret) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", secret.number());
        json.writeStringField("kind", secret.kind().name());
        writeSealed(json, secret.sealed());
        json.writeStringField("createdAt", secret.createdAt().toString());
        JsonFields.writeIfSet(json, "expiresAt", secret.expiresAt());
        json.writeEndObject();
    }

    private static void writeSealed(JsonGenerator json, SealedSecret sealed) throws IOException {
        json.writeStringField("keyVersion", sealed.keyVersion());
        json.writeBinaryField("sealed", sealed.toByteArray());
    }

    /**
     * Reads an endpoint.
     *
     * @throws IllegalStateException if the text is no endpoint's
     */
    public static Endpoint read(String text) {
        return JsonFields.readAll(text, "an endpoint", EndpointJson::read);
    }

    private static Endpoint read(JsonParser json) throws IOException {
        Endpoint.Builder endpoint = Endpoint.builder();
        State state = new State();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "id" -> endpoint.id(new EndpointId(value.getText()));
                case "tenant" -> endpoint.tenant(new TenantId(value.getText()));
                case "settings" -> endpoint.settings(EndpointSettingsJson.read(value));
                case "headers" -> endpoint.headers(JsonFields.list(value, header -> new SealedPart(header).header()));
                case "secrets" -> endpoint.secrets(JsonFields.list(value, secret -> new SealedPart(secret).secret()));
                case "disabled" -> state.reason = DisabledReason.valueOf(value.getText());
                case "disabledSince" -> state.since = Instant.parse(value.getText());
                case "health" -> endpoint.health(EndpointHealthJson.read(value));
                case "pendingNotices" ->
                    endpoint.pendingNotices(JsonFields.list(value, EndpointHealthJson::readNotice));
                case "createdAt" -> endpoint.createdAt(Instant.parse(value.getText()));
                case "revision" -> endpoint.revision(value.getLongValue());
                default -> value.skipChildren();
            }
        });
        return endpoint.state(state.get()).build();
    }

    /** What has been read of a state. */
    private static final class State {

        private @Nullable DisabledReason reason;
        private Instant since = Instant.EPOCH;

        EndpointState get() {
            DisabledReason why = reason;
            return why == null ? new Enabled() : new Disabled(why, since);
        }
    }

    /** What has been read of a secret, or of a header: of either only what belongs to it. */
    private static final class SealedPart {

        private String name = "";
        private int number;
        private SecretKind kind = SecretKind.SYMMETRIC;
        private String keyVersion = "";
        private byte[] sealed = {};
        private Instant createdAt = Instant.EPOCH;
        private @Nullable Instant expiresAt;

        SealedPart(JsonParser json) throws IOException {
            JsonFields.each(json, (field, value) -> {
                switch (field) {
                    case "name" -> name = value.getText();
                    case "number" -> number = value.getIntValue();
                    case "kind" -> kind = SecretKind.valueOf(value.getText());
                    case "keyVersion" -> keyVersion = value.getText();
                    case "sealed" -> sealed = value.getBinaryValue();
                    case "createdAt" -> createdAt = Instant.parse(value.getText());
                    case "expiresAt" -> expiresAt = Instant.parse(value.getText());
                    default -> value.skipChildren();
                }
            });
        }

        CustomHeader header() {
            return new CustomHeader(name, SealedSecret.of(keyVersion, sealed));
        }

        EndpointSecret secret() {
            return new EndpointSecret(number, kind, SealedSecret.of(keyVersion, sealed), createdAt, expiresAt);
        }
    }
}
