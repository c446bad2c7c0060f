package dev.sallyport.local.emulated.transfer;

import dev.sallyport.aws.dynamodb.DynamoDbOrderPositionStore;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.delivery.DynamoDbDeliveryStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbEndpointStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbTenantStore;
import dev.sallyport.aws.inline.BundledArchive;
import dev.sallyport.aws.s3.S3LargeBodies;
import dev.sallyport.aws.secrets.SecretsManagerSource;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.hosting.secrets.KeptMasterKeys;
import dev.sallyport.local.emulated.transfer.DeploymentNames.What;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferParts;
import dev.sallyport.local.transfer.TransferUse;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The table, the bucket and the queue of a deployment. */
final class AwsTransferEngine implements TransferEngine {

    /** Calls for one webhook come one after the other; so many webhooks keep the services busy, and a machine is not. */
    private static final int AT_ONCE = 32;

    private final DeploymentNames names;
    private final ServiceAccess access;
    private final RetentionPolicy retention;
    private final InstantSource clock;

    /**
     * Means a deployment.
     *
     * @param retention how long it keeps deliveries that have ended
     * @param clock judges which of them are over
     */
    AwsTransferEngine(DeploymentNames names, ServiceAccess access, RetentionPolicy retention, InstantSource clock) {
        this.names = names;
        this.access = access;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public Opened open(TransferUse use) {
        String table = names.get(What.TABLE);
        String bucket = names.get(What.BUCKET);
        // An export neither reads nor fills the queue.
        String queue = use == TransferUse.IMPORT ? names.get(What.QUEUE_URL) : "";
        DeploymentClients clients = DeploymentClients.of(access, AT_ONCE);
        try {
            String identity = DeploymentCheck.identityOf(clients.dynamoDb(), table);
            DeploymentCheck.bucket(clients.s3(), bucket);
            if (use == TransferUse.IMPORT) {
                DeploymentCheck.queue(clients.sqs(), queue);
            }
            return new OpenedDeployment(clients, parts(clients, table, bucket, queue), identity);
        } catch (SdkException e) {
            clients.close();
            throw new TransferException("what is at " + access.place() + " cannot be used: " + firstLineOf(e), e);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    private static String firstLineOf(SdkException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason was given");
    }

    private TransferParts parts(DeploymentClients clients, String table, String bucket, String queue) {
        DynamoDbWebhookStore webhooks = new DynamoDbWebhookStore(clients.dynamoDb(), table);
        return TransferParts.builder()
                .webhooks(webhooks)
                .archive(new BundledArchive(webhooks, clients.s3(), bucket))
                .queue(new SqsProcessingQueue(clients.sqs(), queue, AwsTransferEngine::nonce))
                .positions(new DynamoDbOrderPositionStore(clients.dynamoDb(), table))
                .tenants(new DynamoDbTenantStore(clients.dynamoDb(), table))
                .endpoints(new DynamoDbEndpointStore(clients.dynamoDb(), table))
                .cipher(cipher(clients.secrets()))
                .deliveries(new DynamoDbDeliveryStore(
                        clients.dynamoDb(),
                        table,
                        new S3LargeBodies(clients.s3(), bucket),
                        retention,
                        clock,
                        AwsTransferEngine::nonce))
                // What is on the bus is what was published: nothing here keeps it.
                .publications(null)
                .atOnce(AT_ONCE)
                .build();
    }

    private static String nonce() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The keys are read when the first endpoint comes: who moves none needs no access to them. */
    private SecretCipher cipher(SecretsManagerClient client) {
        String name = String.valueOf(names.find(What.MASTER_KEY));
        return new EnvelopeSecretCipher(new KeptMasterKeys(
                name,
                new Once(() -> KeptMasterKeys.read(new SecretsManagerSource(client), names.get(What.MASTER_KEY)))));
    }

    /** Keeps what was read once. For one thread. */
    private static final class Once implements Supplier<KeptMasterKeys.Keys> {

        private final Supplier<KeptMasterKeys.Keys> reading;
        private KeptMasterKeys.@Nullable Keys keys;

        Once(Supplier<KeptMasterKeys.Keys> reading) {
            this.reading = reading;
        }

        @Override
        public KeptMasterKeys.Keys get() {
            KeptMasterKeys.Keys known = keys;
            if (known == null) {
                known = reading.get();
                keys = known;
            }
            return known;
        }
    }

    private record OpenedDeployment(DeploymentClients clients, TransferParts parts, String identity) implements Opened {

        @Override
        public void close() {
            clients.close();
        }
    }
}
