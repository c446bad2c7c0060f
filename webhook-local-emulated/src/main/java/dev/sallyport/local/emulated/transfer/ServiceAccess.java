package dev.sallyport.local.emulated.transfer;

import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferOrder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where services are and as whom they are called: as the variables say that the AWS CLI reads, too, and else as its files
 * do. Immutable.
 */
final class ServiceAccess {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** Connections that are kept for each address; the JDK keeps five, and makes the others anew for each call. */
    private static final String CONNECTIONS = "http.maxConnections";

    private final Map<String, String> environment;
    private final @Nullable URI endpoint;

    private ServiceAccess(Map<String, String> environment, @Nullable URI endpoint) {
        this.environment = Map.copyOf(environment);
        this.endpoint = endpoint;
    }

    /** Takes what an order says. */
    static ServiceAccess of(TransferOrder order) {
        return new ServiceAccess(order.environment(), order.endpoint());
    }

    /** Returns the client that the SDK's clients share, with kept connections for so many calls at once. */
    static SdkHttpClient http(int atOnce) {
        if (System.getProperty(CONNECTIONS) == null) {
            System.setProperty(CONNECTIONS, Integer.toString(atOnce));
        }
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ANSWER)
                .build();
    }

    /** Returns the region. */
    Region region() {
        String named = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (!named.isBlank()) {
            return Region.of(named);
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException e) {
            throw new TransferException("nothing says which region is meant: set AWS_REGION", e);
        }
    }

    /** Returns where the table is looked for, for messages: an address, or a region of AWS. */
    String place() {
        URI address = endpoint("DYNAMODB");
        return address == null ? "AWS in " + region() : address.toString();
    }

    /** Prepares a client of a service, by the name that ends its endpoint's variable: {@code SECRETS_MANAGER}. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
            B builder, String service, SdkHttpClient http) {
        builder.region(region()).credentialsProvider(credentials()).httpClient(http);
        URI address = endpoint(service);
        return address == null ? builder : builder.endpointOverride(address);
    }

    /** Prepares a client of S3, which asks for buckets by path where the address is not Amazon's. */
    S3Client s3(SdkHttpClient http) {
        return prepare(S3Client.builder().forcePathStyle(endpoint("S3") != null), "S3", http)
                .build();
    }

    private @Nullable URI endpoint(String service) {
        String own = environment.getOrDefault("AWS_ENDPOINT_URL_" + service, "");
        if (!own.isBlank()) {
            return URI.create(own);
        }
        String all = environment.getOrDefault("AWS_ENDPOINT_URL", "");
        return endpoint != null ? endpoint : all.isBlank() ? null : URI.create(all);
    }

    private AwsCredentialsProvider credentials() {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (id.isBlank() || secret.isBlank()) {
            return DefaultCredentialsProvider.builder().build();
        }
        String session = environment.getOrDefault("AWS_SESSION_TOKEN", "");
        return StaticCredentialsProvider.create(
                session.isBlank()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }
}
