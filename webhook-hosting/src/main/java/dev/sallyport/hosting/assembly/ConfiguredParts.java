package dev.sallyport.hosting.assembly;

import dev.sallyport.core.application.Provider;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.hosting.config.DeliveryConfig;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.OrderingConfig;
import dev.sallyport.hosting.config.ProviderConfig;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns what a configuration says into parts of the core. */
public final class ConfiguredParts {

    private ConfiguredParts() {}

    /**
     * Returns the providers of a gateway whose secrets are all known.
     *
     * @param keys gets the keys of providers that publish them
     */
    public static Providers providers(ConfiguredGateway configured, KeyResolver keys) {
        return Providers.of(configured.providers().values().stream()
                .map(provider -> provider(provider, keys))
                .toList());
    }

    private static Provider provider(ConfiguredProvider configured, KeyResolver keys) {
        ProviderConfig config = configured.config();
        return ordered(
                Provider.of(
                        config.id(),
                        configured.verifierWith(keys),
                        config.ordering().policy(),
                        config.retry()),
                config);
    }

    /**
     * Returns providers whose verifiers are asked for when a request comes.
     *
     * @param verifiers returns what to ask, for each provider, once
     */
    public static Providers providers(
            GatewayConfig config, Function<ProviderId, Supplier<SignatureVerifier>> verifiers) {
        return Providers.of(config.providers().values().stream()
                .map(provider -> ordered(
                        Provider.of(
                                provider.id(),
                                verifiers.apply(provider.id()),
                                provider.ordering().policy(),
                                provider.retry()),
                        provider))
                .toList());
    }

    /** Returns providers for a host that receives nothing, and so holds no secrets of theirs. */
    public static Providers providersWithoutGates(GatewayConfig config) {
        return providers(config, id -> () -> {
            throw new PortUnavailableException("this host receives nothing from providers");
        });
    }

    private static Provider ordered(Provider provider, ProviderConfig config) {
        OrderingConfig ordering = config.ordering();
        SequenceGate sequence = ordering.sequence();
        Provider late = provider.withLateEvents(ordering.lateEvents());
        return sequence == null ? late : late.inSequence(sequence);
    }

    /** Returns the policies of outbound delivery as configured; the ports are still to be added. */
    public static OutboundParts.Builder outbound(DeliveryConfig config) {
        return OutboundParts.builder()
                .targets(config.targets())
                .retryPolicy(config.retry())
                .health(config.health())
                .retention(config.retention())
                .mostEndpoints(config.endpointsPerTenant());
    }
}
