package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.retry.RetryPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that is there from the start. Its retry policies are those written here at every start.
 *
 * @param name what people call it; its id unless written
 * @param retry the retry policy of its deliveries; null for that of the installation
 * @param retryByType retry policies of some event types, before the tenant's own
 */
public record TenantConfig(String name, @Nullable RetryPolicy retry, Map<EventTypePattern, RetryPolicy> retryByType) {

    public TenantConfig {
        retryByType = Collections.unmodifiableMap(new LinkedHashMap<>(retryByType));
    }
}
