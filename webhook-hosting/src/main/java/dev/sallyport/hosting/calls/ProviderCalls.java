package dev.sallyport.hosting.calls;

import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.core.signature.key.CachingKeyResolver;
import dev.sallyport.core.signature.key.FailedFetches;
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
     * @param clock by which keys and tokens become old
     * @param failures is told why a key could not be had
     */
    public static ProviderCalls overHttps(InstantSource clock, FailedFetches failures) {
        return with(CallSettings.defaults(), clock, failures);
    }

    /** Reaches providers in the way that the settings say; the rest is as with {@link #overHttps}. */
    public static ProviderCalls with(CallSettings settings, InstantSource clock, FailedFetches failures) {
        GuardedClient client = new GuardedClient(settings);
        return new ProviderCalls(
                new CachingKeyResolver(
                        new HttpKeyResolver(client, new ApplicationTokens(client, clock)),
                        clock,
                        KeyCacheLimits.DEFAULTS,
                        failures),
                new HttpSubscriptionConfirmer(client));
    }
}
