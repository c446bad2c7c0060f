package dev.sallyport.aws.faults;

import dev.sallyport.aws.Emulated;
import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.eventbridge.BusStandIn;
import dev.sallyport.aws.s3.S3Emulator;
import dev.sallyport.aws.sqs.SqsEmulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of the four services, each behind a proxy that lets some of their requests fail. */
final class FaultyServices implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So that faults reach the adapters... */
    private static final int ONCE = 1;

    /** ...and the SDK, whose repetitions meet what the first attempt did. */
    private static final int TWICE = 2;

    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<FaultPlan> plans = new ArrayList<>();
    private final long seed;

    final BusStandIn bus = new BusStandIn();
    final DynamoDbClient dynamoDb;
    final SqsClient sqs;
    final S3Client s3;
    final EventBridgeClient eventBridge;

    FaultyServices(long seed) throws IOException {
        this.seed = seed;
        dynamoDb = client(DynamoDbClient.builder(), DynamoDbEmulator.port(), TWICE);
        sqs = client(SqsClient.builder(), SqsEmulator.port(), ONCE);
        s3 = client(S3Client.builder().forcePathStyle(true), S3Emulator.port(), TWICE);
        eventBridge = client(EventBridgeClient.builder(), bus.port(), ONCE);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, int port, int attempts) throws IOException {
        FaultPlan plan = new FaultPlan(seed + plans.size());
        FaultProxy proxy = new FaultProxy(plan, port, PATIENCE.multipliedBy(2));
        plans.add(plan);
        proxies.add(proxy);
        return Emulated.client(
                builder.overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .circuitBreakerEnabled(false)
                                .build())),
                proxy.port(),
                UrlConnectionHttpClient.builder().socketTimeout(PATIENCE));
    }

    /** Returns how many requests had each fate so far. */
    Map<Fate, Integer> drawn() {
        Map<Fate, Integer> all = new EnumMap<>(Fate.class);
        for (FaultPlan plan : plans) {
            plan.drawn().forEach((fate, count) -> all.merge(fate, count, Integer::sum));
        }
        return all;
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        bus.close();
    }
}
