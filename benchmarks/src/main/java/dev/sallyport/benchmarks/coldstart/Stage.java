package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.aws.Resources;
import dev.sallyport.aws.dynamodb.DynamoDbTableCreation;
import dev.sallyport.aws.s3.S3BucketCreation;
import dev.sallyport.aws.sqs.SqsQueueCreation;
import dev.sallyport.emulation.JdkServers;
import dev.sallyport.emulation.bus.Location;
import dev.sallyport.emulation.secrets.SecretsManagerStandIn;
import dev.sallyport.emulation.service.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a receiver needs around it, in this process: emulators with a table, a bucket and a FIFO queue, and a provider's
 * secret. Safe for any number of threads.
 */
final class Stage implements AutoCloseable {

    /** What the provider signs with. */
    static final String SECRET = "a-secret-for-measuring-only";

    private static final String KEY = "local";
    private static final String NAME = "cold-start";
    private static final String QUEUE = "processing";

    private final Emulators emulators;
    private final SecretsManagerStandIn secrets;
    private final Map<String, String> variables;

    private Stage(Emulators emulators, SecretsManagerStandIn secrets, Map<String, String> variables) {
        this.emulators = emulators;
        this.secrets = secrets;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Starts the emulators and makes what is to be there.
     *
     * @param directory for the receiver's configuration; it is to be there as long as this is
     */
    static Stage open(Path directory) throws IOException, InterruptedException {
        JdkServers.allowLongPolling();
        Location location = Location.USUAL;
        Emulators emulators = Emulators.start(location.account(), location.region());
        SecretsManagerStandIn secrets =
                new SecretsManagerStandIn(location.account(), location.region(), Clock.systemUTC());
        Path configuration = Files.writeString(
                directory.resolve("sallyport.json"), """
                {"providers": {
                  "%1$s": {"scheme": "generic", "secrets": ["secretsmanager:%3$s"]},
                  "%2$s": {"scheme": "generic", "secrets": ["secretsmanager:%3$s"], "archive": {"mode": "bundled"}}}}
                """.formatted(Webhooks.PROVIDER, Webhooks.BUNDLED, NAME));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_REGION", location.region());
        variables.put("AWS_DEFAULT_REGION", location.region());
        variables.put("AWS_ACCESS_KEY_ID", KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", KEY);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", emulators.dynamoDb().toString());
        variables.put("AWS_ENDPOINT_URL_S3", emulators.s3().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", emulators.sqs().toString());
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());
        variables.put("SALLYPORT_TABLE", NAME);
        variables.put("SALLYPORT_BUCKET", NAME);
        variables.put("SALLYPORT_CONFIG", configuration.toString());
        variables.put("SALLYPORT_QUEUE_URL", furnish(emulators, secrets));
        // The peers take the secret from where such handlers usually have it.
        variables.put("WEBHOOK_SECRET", SECRET);
        return new Stage(emulators, secrets, variables);
    }

    /** Makes table, bucket, queues and secret; returns the URL of the queue. */
    private static String furnish(Emulators emulators, SecretsManagerStandIn secrets) {
        Resources described = Resources.described();
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), emulators.dynamoDb(), http);
                S3Client s3 = client(S3Client.builder(), emulators.s3(), http);
                SqsClient sqs = client(SqsClient.builder(), emulators.sqs(), http);
                SecretsManagerClient secretsManager =
                        client(SecretsManagerClient.builder(), secrets.endpoint(), http)) {
            DynamoDbTableCreation.create(dynamoDb, described.table(), NAME);
            S3BucketCreation.create(s3, described.bucket(), NAME);
            secretsManager.createSecret(request -> request.name(NAME).secretString(SECRET));
            return String.valueOf(
                    SqsQueueCreation.create(sqs, described.queues(), NAME + '-').get(QUEUE));
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint, SdkHttpClient http) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Location.USUAL.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .httpClient(http)
                .build();
    }

    /** Returns the environment of the functions. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public void close() {
        secrets.close();
        emulators.close();
    }
}
