package dev.sallyport.lambda.receive;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.hosting.api.HealthRoute;
import dev.sallyport.hosting.api.InboundRoutes;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.renewal.Snapshot;
import dev.sallyport.lambda.telemetry.EmbeddedMetrics;
import dev.sallyport.lambda.telemetry.Invocations;
import dev.sallyport.lambda.wiring.ProviderGates;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** The routes for providers. */
@Module
final class ReceiverModule {

    /** Of no webhook: what is asked for to see whether the store answers. */
    private static final WebhookId NONE = WebhookId.ofEvent(new ProviderId("sallyport"), "a webhook that nobody sent");

    @Provides
    @Singleton
    Router router(
            Inbound inbound, GatewayConfig config, WebhookStore store, InstantSource clock, EmbeddedMetrics metrics) {
        Router.Builder routes = Router.builder();
        new InboundRoutes(inbound.receiving(), config.providers(), clock, () -> {}, metrics::answeredIn).addTo(routes);
        new HealthRoute(() -> store.find(NONE)).addTo(routes);
        return routes.build();
    }

    @Provides
    @Singleton
    HttpFunction function(Router router, GatewayConfig config, Invocations invocations) {
        return new HttpFunction(
                call -> router.handle(call.request()), config.server().maxBodyBytes(), invocations);
    }

    /**
     * Goes a webhook's way up to the gate, where one that nobody has signed is turned back, and asks the store something.
     */
    @Provides
    @Singleton
    Snapshot snapshot(Router router, GatewayConfig config, ProviderGates gates) {
        Runnable ask = () -> router.handle(request("GET", "/health"));
        Runnable knock = () -> config.providers()
                .keySet()
                .forEach(provider -> router.handle(request("POST", "/webhooks/" + provider.value())));
        return new Snapshot(List.of(ask, knock), List.of(gates::expire));
    }

    private static Request request(String method, String target) {
        return new Request(
                method,
                target,
                Headers.of("Host", "localhost", "Content-Type", "application/json"),
                RawPayload.adopt(new byte[] {'{', '}'}),
                new InetSocketAddress(0));
    }
}
