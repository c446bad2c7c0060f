package dev.sallyport.hosting.calls;

import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.core.signature.key.CachingKeyResolver;
import dev.sallyport.core.signature.key.KeyCacheLimits;
import dev.sallyport.core.signature.key.KeyResolver;
import java.time.InstantSource;

/**
 * How a gateway reaches providers. Thread-safe.
 *
 * @param keys gets the keys that providers publish
 * @param confirmer confirms subscriptions
 */
public record ProviderCalls(KeyResolver keys, SubscriptionConfirmer confirmer) {

    /**
     * Reaches providers over HTTPS at public addresses, and remembers their keys.
     *
     * @param clock by which keys become old
     */
    public static ProviderCalls overHttps(InstantSource clock) {
        return with(CallSettings.defaults(), clock);
    }

    static ProviderCalls with(CallSettings settings, InstantSource clock) {
        GuardedClient client = new GuardedClient(settings);
        return new ProviderCalls(
                new CachingKeyResolver(new HttpKeyResolver(client), clock, KeyCacheLimits.DEFAULTS),
                new HttpSubscriptionConfirmer(client));
    }
}
