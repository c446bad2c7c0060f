package dev.sallyport.lambda.wiring;

import dagger.Lazy;
import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.LargeBodies;
import dev.sallyport.aws.dynamodb.delivery.DynamoDbDeliveryStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbDeliveryPermits;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbEndpointStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbTenantStore;
import dev.sallyport.aws.s3.S3LargeBodies;
import dev.sallyport.aws.sqs.SqsDeliveryQueue;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.hosting.assembly.ConfiguredParts;
import dev.sallyport.hosting.assembly.ConfiguredTenants;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.hosting.filter.RulerEventFilter;
import dev.sallyport.hosting.secrets.SecureRandomSecretGenerator;
import dev.sallyport.hosting.sending.ApacheHttpSender;
import dev.sallyport.hosting.sending.JdkAddressResolver;
import dev.sallyport.hosting.sending.SenderSettings;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The adapters of the outbound half, and the half itself. */
@Module
public final class OutboundAdaptersModule {

    @Provides
    @Singleton
    DynamoDbTenantStore tenants(DynamoDbClient client, Environment environment) {
        return new DynamoDbTenantStore(client, environment.text("SALLYPORT_TABLE"));
    }

    @Provides
    @Singleton
    DynamoDbEndpointStore endpoints(DynamoDbClient client, Environment environment) {
        return new DynamoDbEndpointStore(client, environment.text("SALLYPORT_TABLE"));
    }

    @Provides
    @Singleton
    LargeBodies bodies(Lazy<S3Client> client, Environment environment) {
        return new OnDemandBodies(() -> new S3LargeBodies(client.get(), environment.text("SALLYPORT_BUCKET")));
    }

    @Provides
    @Singleton
    DynamoDbDeliveryStore deliveries(
            DynamoDbClient client,
            Environment environment,
            LargeBodies bodies,
            GatewayConfig config,
            InstantSource clock) {
        return new DynamoDbDeliveryStore(
                client,
                environment.text("SALLYPORT_TABLE"),
                bodies,
                config.delivery().retention(),
                clock,
                Nonces::next);
    }

    @Provides
    @Singleton
    DynamoDbDeliveryPermits permits(DynamoDbClient client, Environment environment) {
        return new DynamoDbDeliveryPermits(client, environment.text("SALLYPORT_TABLE"), Nonces::next);
    }

    @Provides
    @Singleton
    SqsDeliveryQueue queue(SqsClient client, Environment environment) {
        return new SqsDeliveryQueue(client, environment.text("SALLYPORT_DELIVERY_QUEUE_URL"));
    }

    @Provides
    @Singleton
    RulerEventFilter filter() {
        return new RulerEventFilter();
    }

    @Provides
    @Singleton
    ApacheHttpSender apacheSender() {
        return new ApacheHttpSender(SenderSettings.defaults());
    }

    /** Functions that only accept events send nothing but pings. */
    @Provides
    @Singleton
    HttpSender sender(Lazy<ApacheHttpSender> sender) {
        return request -> sender.get().send(request);
    }

    @Provides
    @Singleton
    JdkAddressResolver jdkResolver() {
        return new JdkAddressResolver();
    }

    @Provides
    @Singleton
    AddressResolver resolver(Lazy<JdkAddressResolver> resolver) {
        return (host, deadline) -> resolver.get().resolve(host, deadline);
    }

    @Provides
    @Singleton
    OutboundParts parts(
            GatewayConfig config,
            TenantStore tenants,
            EndpointStore endpoints,
            DeliveryStore deliveries,
            DeliveryQueue queue,
            DeliveryPermits permits,
            HttpSender sender,
            AddressResolver resolver,
            EventFilter filter,
            SecretCipher cipher,
            DeliveryTelemetry telemetry,
            InstantSource clock,
            SecureRandom random) {
        return ConfiguredParts.outbound(config.delivery())
                .tenants(tenants)
                .endpoints(endpoints)
                .deliveries(deliveries)
                .queue(queue)
                .permits(permits)
                .sender(sender)
                .resolver(resolver)
                .filter(filter)
                .cipher(cipher)
                .secrets(new SecureRandomSecretGenerator())
                .telemetry(telemetry)
                .clock(clock)
                .jitter(() -> random)
                .ids(() -> random)
                .build();
    }

    @Provides
    @Singleton
    Outbound outbound(OutboundParts parts) {
        return Outbound.of(parts);
    }

    @Provides
    @Singleton
    ConfiguredTenants configuredTenants(GatewayConfig config, Outbound outbound) {
        return new ConfiguredTenants(config, outbound.managingTenants());
    }
}
