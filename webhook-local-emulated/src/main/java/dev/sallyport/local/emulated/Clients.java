package dev.sallyport.local.emulated;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients, for what is made before the functions run and for what feeds them. Safe for any number of threads. */
public final class Clients implements AutoCloseable {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final List<ExecutionInterceptor> interceptors;
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;
    private final SqsClient sqs;
    private final EventBridgeClient eventBridge;
    private final SecretsManagerClient secrets;

    /**
     * Makes clients of services.
     *
     * @param interceptors see every call
     */
    Clients(Services services, ExecutionInterceptor... interceptors) {
        this.interceptors = List.of(interceptors);
        dynamoDb = with(DynamoDbClient.builder(), services, Services.Service.DYNAMODB);
        s3 = with(S3Client.builder().forcePathStyle(true), services, Services.Service.S3);
        sqs = with(SqsClient.builder(), services, Services.Service.SQS);
        eventBridge = with(EventBridgeClient.builder(), services, Services.Service.EVENTBRIDGE);
        secrets = with(SecretsManagerClient.builder(), services, Services.Service.SECRETS_MANAGER);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C with(
            B builder, Services services, Services.Service service) {
        return builder.endpointOverride(services.endpoint(service))
                .region(Region.of(String.valueOf(services.credentials().get("AWS_REGION"))))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(services.credentials())))
                .httpClient(http)
                .overrideConfiguration(configuration -> interceptors.forEach(configuration::addExecutionInterceptor))
                .build();
    }

    private static AwsCredentials credentials(Map<String, String> variables) {
        String key = String.valueOf(variables.get("AWS_ACCESS_KEY_ID"));
        String secret = String.valueOf(variables.get("AWS_SECRET_ACCESS_KEY"));
        String session = variables.get("AWS_SESSION_TOKEN");
        return session == null
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, session);
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public S3Client s3() {
        return s3;
    }

    public SqsClient sqs() {
        return sqs;
    }

    public EventBridgeClient eventBridge() {
        return eventBridge;
    }

    public SecretsManagerClient secrets() {
        return secrets;
    }

    @Override
    public void close() {
        dynamoDb.close();
        s3.close();
        sqs.close();
        eventBridge.close();
        secrets.close();
        http.close();
    }
}
