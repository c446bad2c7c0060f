package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.retry.RetryPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A tenant as JSON. */
public final class TenantJson {

    private TenantJson() {}

    /** Returns the text of a tenant. */
    public static String write(Tenant tenant) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", tenant.id().value());
            json.writeStringField("name", tenant.name());
            RetryPolicy policy = tenant.retryPolicy();
            if (policy != null) {
                json.writeFieldName("retryPolicy");
                RetryPolicyJson.write(json, policy);
            }
            json.writeObjectFieldStart("retryPoliciesByType");
            for (Map.Entry<EventTypePattern, RetryPolicy> entry :
                    tenant.retryPoliciesByType().entrySet()) {
                json.writeFieldName(entry.getKey().text());
                RetryPolicyJson.write(json, entry.getValue());
            }
            json.writeEndObject();
            json.writeStringField("createdAt", tenant.createdAt().toString());
            json.writeNumberField("revision", tenant.revision());
            json.writeEndObject();
        });
    }

    /**
     * Reads a tenant.
     *
     * @throws IllegalStateException if the text is no tenant's
     */
    public static Tenant read(String text) {
        return JsonFields.readAll(text, "a tenant", TenantJson::read);
    }

    private static Tenant read(JsonParser json) throws IOException {
        Tenant.Builder tenant = Tenant.builder();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "id" -> tenant.id(new TenantId(value.getText()));
                case "name" -> tenant.name(value.getText());
                case "retryPolicy" -> tenant.retryPolicy(RetryPolicyJson.read(value));
                case "retryPoliciesByType" ->
                    JsonFields.each(
                            value,
                            (pattern, policy) -> tenant.putRetryPoliciesByType(
                                    new EventTypePattern(pattern), RetryPolicyJson.read(policy)));
                case "createdAt" -> tenant.createdAt(Instant.parse(value.getText()));
                case "revision" -> tenant.revision(value.getLongValue());
                default -> value.skipChildren();
            }
        });
        return tenant.build();
    }
}
