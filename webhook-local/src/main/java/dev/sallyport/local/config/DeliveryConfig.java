package dev.sallyport.local.config;

import java.util.Set;

/**
 * Where deliveries may go.
 *
 * @param allowHttp whether endpoints without TLS are allowed; default not
 * @param allowLoopback whether endpoints on this machine are allowed; default not
 * @param ports the ports allowed, at least one; default 443
 */
public record DeliveryConfig(boolean allowHttp, boolean allowLoopback, Set<Integer> ports) {

    public DeliveryConfig {
        ports = Set.copyOf(ports);
    }

    /** Returns the defaults. */
    public static DeliveryConfig defaults() {
        return new DeliveryConfig(false, false, Set.of(443));
    }
}
