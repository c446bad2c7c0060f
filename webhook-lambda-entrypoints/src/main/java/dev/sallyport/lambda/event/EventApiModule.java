package dev.sallyport.lambda.event;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.api.outbound.OutboundRoutes;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.secrets.KeptMasterKeys;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.renewal.Renewing;
import dev.sallyport.lambda.renewal.Snapshot;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;

/** The routes for tenants, and no others: this function's door is open to anyone. */
@Module
final class EventApiModule {

    /** Has the form of a key, and opens nothing. */
    private static final String NO_KEY = "Bearer spk_" + "0".repeat(52);

    @Provides
    @Singleton
    Router router(Outbound outbound, GatewayConfig config) {
        Router.Builder routes = Router.builder();
        OutboundRoutes.addTenantsTo(routes, outbound, config.delivery().timeout(), () -> {});
        return routes.build();
    }

    @Provides
    @Singleton
    HttpFunction function(Router router, GatewayConfig config, Invocations invocations) {
        return new HttpFunction(
                call -> router.handle(call.request()), config.server().maxBodyBytes(), invocations);
    }

    /** Goes a request's way up to the look-up of its key. */
    @Provides
    @Singleton
    Snapshot snapshot(Router router, Renewing<KeptMasterKeys.Keys> masterKeys) {
        Runnable knock = () -> router.handle(new Request(
                "POST",
                "/events",
                Headers.of("Authorization", NO_KEY, "Content-Type", "application/json"),
                RawPayload.adopt(new byte[] {'{', '}'}),
                new InetSocketAddress(0)));
        return new Snapshot(List.of(knock), List.of(masterKeys::expire));
    }
}
