package dev.sallyport.hosting.config;

import dev.sallyport.core.event.ProviderId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration.
 *
 * @param providers by id, in the order written
 * @param schemes the sections under {@code schemes}, by name, in the order written; not interpreted yet
 * @param forwarding which webhooks are sent on, in the order written; the first rule that fits a tenant counts
 */
public record GatewayConfig(
        ServerConfig server,
        Map<ProviderId, ProviderConfig> providers,
        Map<String, YamlValue.Mapping> schemes,
        DeliveryConfig delivery,
        List<ForwardingRule> forwarding) {

    public GatewayConfig {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        forwarding = List.copyOf(forwarding);
        schemes = Collections.unmodifiableMap(new LinkedHashMap<>(schemes));
    }
}
