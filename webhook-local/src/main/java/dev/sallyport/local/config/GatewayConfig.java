package dev.sallyport.local.config;

import dev.sallyport.core.event.ProviderId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole configuration.
 *
 * @param providers by id, in the order written
 * @param schemes the sections under {@code schemes}, by name, in the order written; not interpreted yet
 */
public record GatewayConfig(
        ServerConfig server,
        Map<ProviderId, ProviderConfig> providers,
        Map<String, YamlValue.Mapping> schemes,
        DeliveryConfig delivery) {

    public GatewayConfig {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        schemes = Collections.unmodifiableMap(new LinkedHashMap<>(schemes));
    }
}
