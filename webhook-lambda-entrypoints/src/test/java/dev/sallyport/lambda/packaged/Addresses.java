package dev.sallyport.lambda.packaged;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where the SDK calls services, by name of what was asked. Runs from whatever jar its class loader has the SDK from, and
 * shows nothing but types of the JDK.
 */
public final class Addresses implements Supplier<Map<String, String>> {

    /** Of three partitions. */
    private static final List<String> REGIONS = List.of("us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1");

    /** The services that the receiver calls. */
    private static final List<String> CALLED = List.of("dynamodb", "s3", "secretsmanager", "sqs");

    /** Services that it does not call. */
    private static final List<String> OTHERS = List.of("events", "kms", "lambda");

    private final Map<String, String> found = new TreeMap<>();

    @Override
    public Map<String, String> get() {
        for (String region : REGIONS) {
            call(region, "dynamodb", DynamoDbClient.builder(), DynamoDbClient::listTables);
            call(region, "secretsmanager", SecretsManagerClient.builder(), SecretsManagerClient::listSecrets);
            call(region, "sqs", SqsClient.builder(), SqsClient::listQueues);
            call(
                    region,
                    "s3",
                    S3Client.builder(),
                    s3 -> s3.putObject(put -> put.bucket("bucket").key("key"), RequestBody.empty()));
            for (String service : OTHERS) {
                described(service, Region.of(region));
            }
        }
        for (Region region : Region.regions()) {
            for (String service : CALLED) {
                described(service, region);
                described(service, region, EndpointTag.FIPS);
                described(service, region, EndpointTag.DUALSTACK);
                described(service, region, EndpointTag.FIPS, EndpointTag.DUALSTACK);
            }
        }
        return found;
    }

    /** Asks the metadata of a service. */
    private void described(String service, Region region, EndpointTag... tags) {
        ServiceEndpointKey key =
                ServiceEndpointKey.builder().region(region).tags(tags).build();
        found.put(
                "metadata of " + service + " in " + region + " with " + Arrays.toString(tags), described(service, key));
    }

    private static String described(String service, ServiceEndpointKey key) {
        ServiceMetadata metadata = ServiceMetadata.of(service);
        try {
            return metadata.endpointFor(key) + " signed for " + metadata.signingRegion(key);
        } catch (NullPointerException e) {
            // So the SDK says that there is no such address.
            return String.valueOf(e.getMessage());
        }
    }

    /** Lets a client that is told its region alone call a service. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> void call(
            String region, String service, B builder, Consumer<C> operation) {
        Wire wire = new Wire();
        try (C client = builder.region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(wire)
                .build()) {
            operation.accept(client);
        } catch (SdkException | IllegalStateException e) {
            // The wire leads nowhere.
        }
        found.put("call of " + service + " in " + region, String.valueOf(wire.target.get()));
    }

    /** Remembers where a request is to go, and breaks. */
    private static final class Wire implements SdkHttpClient {

        private final AtomicReference<@Nullable String> target = new AtomicReference<>();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            target.set(request.httpRequest().getUri().toString());
            throw new IllegalStateException("this wire leads nowhere");
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
