package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.event.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API key as JSON: its digest, never its text. */
public final class ApiKeyJson {

    private ApiKeyJson() {}

    /** Returns the text of a key. */
    public static String write(ApiKey key) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", key.id().value());
            json.writeStringField("tenant", key.tenant().value());
            json.writeStringField("label", key.label());
            json.writeStringField("digest", key.digest().toHex());
            json.writeArrayFieldStart("scopes");
            for (Scope scope : Scope.values()) {
                if (key.scopes().contains(scope)) {
                    json.writeString(scope.code());
                }
            }
            json.writeEndArray();
            json.writeStringField("createdAt", key.createdAt().toString());
            JsonFields.writeIfSet(json, "expiresAt", key.expiresAt());
            json.writeEndObject();
        });
    }

    /**
     * Reads a key.
     *
     * @throws IllegalStateException if the text is no key's
     */
    public static ApiKey read(String text) {
        return JsonFields.readAll(text, "an API key", json -> {
            Parts parts = new Parts();
            JsonFields.each(json, parts::read);
            return parts.key();
        });
    }

    /** What has been read of a key. */
    private static final class Parts {

        private String id = "";
        private String tenant = "";
        private String label = "";
        private String digest = "";
        private final Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        private Instant createdAt = Instant.EPOCH;
        private @Nullable Instant expiresAt;

        void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "id" -> id = json.getText();
                case "tenant" -> tenant = json.getText();
                case "label" -> label = json.getText();
                case "digest" -> digest = json.getText();
                case "scopes" -> scopes.addAll(JsonFields.list(json, Parts::scope));
                case "createdAt" -> createdAt = Instant.parse(json.getText());
                case "expiresAt" -> expiresAt = Instant.parse(json.getText());
                default -> json.skipChildren();
            }
        }

        private static Scope scope(JsonParser json) throws IOException {
            return Objects.requireNonNull(Scope.ofCode(json.getText()), "scope");
        }

        ApiKey key() {
            return new ApiKey(
                    new ApiKeyId(id), new TenantId(tenant), label, Sha256.ofHex(digest), scopes, createdAt, expiresAt);
        }
    }
}
