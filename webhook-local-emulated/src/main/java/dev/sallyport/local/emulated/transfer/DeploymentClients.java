package dev.sallyport.local.emulated.transfer;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of the services of a deployment. Safe for any number of threads. */
record DeploymentClients(
        SdkHttpClient http, DynamoDbClient dynamoDb, S3Client s3, SqsClient sqs, SecretsManagerClient secrets)
        implements AutoCloseable {

    /** Makes clients for so many calls at once. */
    static DeploymentClients of(ServiceAccess access, int atOnce) {
        SdkHttpClient http = ServiceAccess.http(atOnce);
        return new DeploymentClients(
                http,
                access.prepare(DynamoDbClient.builder(), "DYNAMODB", http).build(),
                access.s3(http),
                access.prepare(SqsClient.builder(), "SQS", http).build(),
                access.prepare(SecretsManagerClient.builder(), "SECRETS_MANAGER", http)
                        .build());
    }

    @Override
    public void close() {
        dynamoDb.close();
        s3.close();
        sqs.close();
        secrets.close();
        http.close();
    }
}
