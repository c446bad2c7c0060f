package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How events are delivered to tenants' endpoints.
 *
 * @param targets where deliveries may go; default public addresses by https on port 443
 * @param retry the retry policy where neither endpoint, event type nor tenant has one; default waits of about 1, 2, 4,
 *     8 and 16 minutes
 * @param timeout the timeout of endpoints that are created without one, 1 to 60 seconds; default 15
 * @param health when failures of an endpoint have consequences
 * @param retention how long deliveries are kept that have ended; default 30 days, and 14 for those that were missed
 * @param inFlight how many attempts may be under way at once, 1 to 100,000; default 1,000
 * @param endpointsPerTenant how many endpoints a tenant may have, 1 to 100,000; default 1,000
 * @param tenants tenants that are created at start, by id, in the order written
 */
public record DeliveryConfig(
        TargetPolicy targets,
        RetryPolicy retry,
        Duration timeout,
        HealthPolicy health,
        RetentionPolicy retention,
        int inFlight,
        int endpointsPerTenant,
        Map<TenantId, TenantConfig> tenants) {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    static final int DEFAULT_IN_FLIGHT = 1_000;
    static final int DEFAULT_ENDPOINTS = 1_000;

    public DeliveryConfig {
        tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    }

    /** Returns the defaults. */
    public static DeliveryConfig defaults() {
        return new DeliveryConfig(
                TargetPolicy.ofPublicHttps(),
                RetryPolicy.ofDeliveries(),
                DEFAULT_TIMEOUT,
                HealthPolicy.DEFAULT,
                RetentionPolicy.DEFAULT,
                DEFAULT_IN_FLIGHT,
                DEFAULT_ENDPOINTS,
                Map.of());
    }
}
