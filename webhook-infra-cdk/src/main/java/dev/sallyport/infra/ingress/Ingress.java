package dev.sallyport.infra.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * The door that was made.
 *
 * @param endpoint where providers send to, without a slash at its end
 * @param tenantEndpoint where tenants' systems send to; the same for a REST API
 * @param operatorEndpoint where operators ask; the same for a REST API
 * @param domainTarget what a CNAME record of the domain must name; null if there is none
 * @param api the REST API; null if the door is another
 */
public record Ingress(
        String endpoint,
        String tenantEndpoint,
        String operatorEndpoint,
        @Nullable String domainTarget,
        @Nullable RestApi api) {

    /** Returns the addresses in the order above. */
    public List<String> endpoints() {
        return List.of(endpoint, tenantEndpoint, operatorEndpoint);
    }
}
