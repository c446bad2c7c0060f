package dev.sallyport.lambda.wiring;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.ProviderConfig;

/** How the webhooks of each provider are kept. Immutable. */
final class ArchivePolicies {

    private final GatewayConfig config;

    ArchivePolicies(GatewayConfig config) {
        this.config = config;
    }

    /** Returns a provider's policy; for one that is configured no longer, the default. */
    ArchivePolicy of(ProviderId provider) {
        ProviderConfig configured = config.providers().get(provider);
        return configured == null ? ArchivePolicy.onReceipt() : configured.archive();
    }

    /** Tells whether a provider's webhooks travel in messages, and are archived in bundles behind the queue. */
    boolean isBundled(ProviderId provider) {
        return of(provider).mode() == ArchivePolicy.Mode.BUNDLED;
    }
}
