package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Clients of AWS over one HTTP client. Each is named its region and its credentials, so that none goes looking for them
 * in files while the first request waits; and each call ends within the time that a function has.
 */
@Module
public final class ClientsModule {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(12);

    /**
     * The usual client reads the certificates of all authorities as soon as it is made, a third of what a function takes to
     * start: well spent where the first request needs them, as at AWS. Emulators are mostly reached without TLS.
     */
    @Provides
    @Singleton
    SdkHttpClient http(Environment environment) {
        return environment.hasOwnEndpoints()
                ? UrlConnectionHttpClient.create(ClientsModule::connect)
                : UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT)
                        .build();
    }

    private static HttpURLConnection connect(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) ATTEMPT.toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + address.getAuthority() + " can be made", e);
        }
    }

    /** With SnapStart credentials age within a restored process, and come from where the default provider looks. */
    @Provides
    @Singleton
    AwsCredentialsProvider credentials(Environment environment) {
        String id = environment.find("AWS_ACCESS_KEY_ID");
        String secret = environment.find("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String session = environment.find("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                session == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }

    @Provides
    @Singleton
    DynamoDbClient dynamoDb(Environment environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return with(DynamoDbClient.builder(), "DYNAMODB", environment, http, credentials)
                .build();
    }

    @Provides
    @Singleton
    S3Client s3(Environment environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return with(S3Client.builder(), "S3", environment, http, credentials).build();
    }

    @Provides
    @Singleton
    SqsClient sqs(Environment environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return with(SqsClient.builder(), "SQS", environment, http, credentials).build();
    }

    @Provides
    @Singleton
    EventBridgeClient eventBridge(Environment environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return with(EventBridgeClient.builder(), "EVENTBRIDGE", environment, http, credentials)
                .build();
    }

    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B with(
            B builder,
            String service,
            Environment environment,
            SdkHttpClient http,
            AwsCredentialsProvider credentials) {
        builder.httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(environment.text("AWS_REGION")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .build());
        @Nullable URI endpoint = environment.endpoint(service);
        return endpoint == null ? builder : builder.endpointOverride(endpoint);
    }
}
