package dev.sallyport.local.demo;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.hosting.config.ConfiguredProvider;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.testkit.provider.ProviderPayload;
import dev.sallyport.testkit.provider.ProviderSimulator;
import dev.sallyport.testkit.provider.Tampering;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Sends events to a gateway as one of its configured providers. Safe for any number of threads. */
public final class ProviderSender {

    private final GatewayClient gateway;
    private final ConfiguredProvider provider;
    private final ProviderSimulator simulator;

    /**
     * Prepares to sign with the first of the provider's secrets.
     *
     * @throws UnsupportedOperationException if nobody but the provider can make such signatures
     */
    public ProviderSender(GatewayClient gateway, ConfiguredProvider provider) {
        this.gateway = gateway;
        this.provider = provider;
        this.simulator =
                ProviderSimulator.of(provider.scheme(), provider.secrets().getFirst());
    }

    /** Signs an event. */
    public OutboundRequest sign(ProviderPayload payload, Instant at) {
        String registered = provider.config().url();
        String target = gateway.urlOf(provider.config().id().value());
        OutboundRequest signed = simulator.request(payload, registered == null ? target : registered, at);
        return signed.withUrl(target);
    }

    /** Signs an event and then changes one byte of it, so that the signature does not hold. */
    public OutboundRequest signAndTamper(ProviderPayload payload, Instant at, RandomGenerator random) {
        return Tampering.flipOneByte(sign(payload, at), provider.verifier(), at, random);
    }

    /** Signs a body of JSON, and sends it. */
    public Answer sendJson(RawPayload body, Instant at) {
        return send(sign(new ProviderPayload(provider.config().id(), "event", "event", "application/json", body), at));
    }

    /** Sends what was signed. */
    public Answer send(OutboundRequest signed) {
        return gateway.send(signed);
    }
}
