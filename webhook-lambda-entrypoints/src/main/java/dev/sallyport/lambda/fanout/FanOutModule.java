package dev.sallyport.lambda.fanout;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.forwarding.Forwarding;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;

/** What makes events of webhooks. */
@Module
final class FanOutModule {

    @Provides
    @Singleton
    FanOut fanOut(
            WebhookStore store,
            PayloadArchive archive,
            GatewayConfig config,
            EventFilter filter,
            Outbound outbound,
            Invocations invocations) {
        return new FanOut(
                store,
                archive,
                new Forwarding(config.forwarding(), filter, outbound.accepting(), () -> {}),
                invocations);
    }
}
