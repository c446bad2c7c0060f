package dev.sallyport.lambda.operate;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.hosting.api.HandedOverRoute;
import dev.sallyport.hosting.api.OperatorRoutes;
import dev.sallyport.hosting.api.RepairRoutes;
import dev.sallyport.hosting.api.outbound.OutboundRoutes;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.lambda.http.HttpFunction;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The routes for operators. Runs of repair are only begun here: the sweeper goes on with them within a minute. */
@Module
final class OperatorApiModule {

    @Provides
    @Singleton
    Router router(
            Inbound inbound, Outbound outbound, Supplier<List<HandedOverSecret>> handedOver, InstantSource clock) {
        OperatorGuard guard = OperatorGuard.behindItsOwnDoor();
        Router.Builder routes = Router.builder();
        new OperatorRoutes(inbound.inspecting()).addTo(routes, guard);
        new RepairRoutes(inbound.repairing(), null, () -> {}).addTo(routes, guard);
        new HandedOverRoute(handedOver).addTo(routes, guard);
        OutboundRoutes.addOperatorsTo(routes, outbound, guard, clock, () -> {});
        return routes.build();
    }

    @Provides
    @Singleton
    HttpFunction function(Router router, GatewayConfig config, Invocations invocations, JsonLines lines) {
        return new HttpFunction(new OperatorDesk(router, lines), config.server().maxBodyBytes(), invocations);
    }
}
