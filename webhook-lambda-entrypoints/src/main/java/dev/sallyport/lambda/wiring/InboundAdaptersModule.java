package dev.sallyport.lambda.wiring;

import dagger.Lazy;
import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.dynamodb.DynamoDbOrderPositionStore;
import dev.sallyport.aws.dynamodb.DynamoDbRepairRunStore;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.eventbridge.EventBridgePublisher;
import dev.sallyport.aws.inline.BundledArchive;
import dev.sallyport.aws.inline.BundledBatches;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.lambda.telemetry.Traces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The adapters of the inbound half, and the half itself. */
@Module
public final class InboundAdaptersModule {

    /** Longer than a backlog may be expected to wait: what is queued already would only be queued once more. */
    private static final Duration STRANDED_AFTER = Duration.ofMinutes(15);

    @Provides
    @Singleton
    DynamoDbWebhookStore store(DynamoDbClient client, Environment environment) {
        return new DynamoDbWebhookStore(client, environment.text("SALLYPORT_TABLE"));
    }

    @Provides
    @Singleton
    DynamoDbOrderPositionStore positions(DynamoDbClient client, Environment environment) {
        return new DynamoDbOrderPositionStore(client, environment.text("SALLYPORT_TABLE"));
    }

    @Provides
    @Singleton
    DynamoDbRepairRunStore repairRuns(DynamoDbClient client, Environment environment) {
        return new DynamoDbRepairRunStore(client, environment.text("SALLYPORT_TABLE"));
    }

    @Provides
    @Singleton
    BundledArchive bundledArchive(DynamoDbWebhookStore store, S3Client client, Environment environment) {
        return new BundledArchive(store, client, environment.text("SALLYPORT_BUCKET"));
    }

    @Provides
    @Singleton
    OnDemandArchive archive(Lazy<BundledArchive> archive) {
        return new OnDemandArchive(archive::get);
    }

    @Provides
    @Singleton
    ArchivePolicies policies(GatewayConfig config) {
        return new ArchivePolicies(config);
    }

    @Provides
    @Singleton
    BundledBatches batches(
            DynamoDbWebhookStore store,
            BundledArchive archive,
            S3Client client,
            Environment environment,
            ArchivePolicies policies) {
        return new BundledBatches(store, archive, client, environment.text("SALLYPORT_BUCKET"), policies::of);
    }

    @Provides
    @Singleton
    EventBridgePublisher eventBridge(EventBridgeClient client, Environment environment, Traces traces) {
        return new EventBridgePublisher(client, environment.text("SALLYPORT_BUS"), traces);
    }

    /** Only functions that publish are given a bus; the others never ask for the publisher. */
    @Provides
    @Singleton
    EventPublisher publisher(Lazy<EventBridgePublisher> publisher) {
        return events -> publisher.get().publish(events);
    }

    @Provides
    @Singleton
    InboundParts.Builder parts(
            Providers providers,
            WebhookStore store,
            PayloadArchive archive,
            ProcessingQueue queue,
            EventPublisher publisher,
            RepairRunStore repairRuns,
            OrderPositionStore positions,
            Telemetry telemetry,
            InstantSource clock,
            SecureRandom random) {
        return InboundParts.builder()
                .providers(providers)
                .store(store)
                .archive(archive)
                .queue(queue)
                .publisher(publisher)
                .repairRuns(repairRuns)
                .positions(positions)
                .telemetry(telemetry)
                .strandedAfter(STRANDED_AFTER)
                .clock(clock)
                .random(() -> random);
    }

    @Provides
    @Singleton
    Inbound inbound(InboundParts parts) {
        return Inbound.of(parts);
    }
}
