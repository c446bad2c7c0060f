package dev.sallyport.lambda.wiring;

import dagger.Lazy;
import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.dynamodb.DynamoDbHandedOverSecrets;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.inline.InlineIntake;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.calls.ProviderCalls;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.config.ProviderRoster;
import dev.sallyport.hosting.telemetry.JsonLines;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Providers with their secrets, for the function that receives. */
@Module
public final class GatesModule {

    /** Builds its HTTP client only for a provider that publishes its keys or wants to be called back. */
    @Provides
    @Singleton
    ProviderCalls calls(InstantSource clock, Telemetry telemetry) {
        return ProviderCalls.overHttps(clock, telemetry::keyNotFetched);
    }

    @Provides
    @Singleton
    ProviderGates gates(
            GatewayConfig config,
            ProviderRoster roster,
            Lazy<ProviderCalls> calls,
            InstantSource clock,
            JsonLines lines) {
        return new ProviderGates(
                config.providers().keySet(),
                roster,
                request -> calls.get().keys().resolve(request),
                clock,
                lines);
    }

    @Provides
    @Singleton
    Providers providers(GatewayConfig config, ProviderGates gates) {
        return ConfiguredParts.providers(config, gates::of);
    }

    @Provides
    @Singleton
    WebhookIntake intake(
            DynamoDbWebhookStore store, SqsProcessingQueue queue, PayloadArchive archive, ArchivePolicies policies) {
        return new InlineIntake(store, queue, Inbound.stepwiseIntake(archive, store, queue), policies::isBundled);
    }

    @Provides
    @Singleton
    InboundParts parts(
            InboundParts.Builder parts,
            WebhookIntake intake,
            Lazy<ProviderCalls> calls,
            Lazy<DynamoDbHandedOverSecrets> handedOver) {
        return parts.intake(intake)
                .handedOverSecrets(secret -> handedOver.get().keep(secret))
                .subscriptionConfirmer(
                        (provider, url) -> calls.get().confirmer().confirm(provider, url))
                .build();
    }
}
