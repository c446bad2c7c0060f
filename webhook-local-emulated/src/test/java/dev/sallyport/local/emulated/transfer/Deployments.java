package dev.sallyport.local.emulated.transfer;

import dev.sallyport.aws.Resources;
import dev.sallyport.aws.dynamodb.DynamoDbTableCreation;
import dev.sallyport.aws.s3.S3BucketCreation;
import dev.sallyport.aws.sqs.SqsQueueCreation;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.emulation.secrets.SecretsManagerStandIn;
import dev.sallyport.emulation.service.EmulatorFailedException;
import dev.sallyport.emulation.service.Emulators;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferOrder;
import dev.sallyport.local.transfer.TransferUse;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Emulators of this process, started once for all tests, and deployments on them that are told apart by their names. */
final class Deployments {

    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";

    /** The emulator deletes what expires by the time of the machine, which is not that of the tests. */
    private static final RetentionPolicy FOR_EVER =
            new RetentionPolicy(Duration.ofDays(36_500), Duration.ofDays(36_500));

    private static final Emulators EMULATORS = startEmulators();
    private static final SecretsManagerStandIn SECRETS = startSecrets();

    private Deployments() {}

    private static Emulators startEmulators() {
        try {
            return Emulators.start(ACCOUNT, REGION);
        } catch (EmulatorFailedException | InterruptedException e) {
            throw new IllegalStateException("the emulators do not start", e);
        }
    }

    private static SecretsManagerStandIn startSecrets() {
        try {
            return new SecretsManagerStandIn(ACCOUNT, REGION, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the variables by which everything is found but the parts of a deployment. */
    static Map<String, String> services() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", EMULATORS.dynamoDb().toString(),
                "AWS_ENDPOINT_URL_S3", EMULATORS.s3().toString(),
                "AWS_ENDPOINT_URL_SQS", EMULATORS.sqs().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", SECRETS.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_REGION", REGION);
    }

    /** Makes table, bucket, queues and master key of a deployment, and returns the variables that name them, too. */
    static Map<String, String> deploy(String name) {
        Map<String, String> environment = new HashMap<>(services());
        environment.put("SALLYPORT_TABLE", "records-" + name);
        environment.put("SALLYPORT_BUCKET", "archive-" + name);
        environment.put("SALLYPORT_MASTER_KEY", "master-key-" + name);
        Resources described = Resources.described();
        try (DeploymentClients clients = clients(environment)) {
            DynamoDbTableCreation.create(clients.dynamoDb(), described.table(), "records-" + name);
            S3BucketCreation.create(clients.s3(), described.bucket(), "archive-" + name);
            Map<String, String> queues = SqsQueueCreation.create(clients.sqs(), described.queues(), name + '-');
            environment.put("SALLYPORT_QUEUE_URL", Objects.requireNonNull(queues.get("processing")));
            byte[] key = new byte[32];
            new Random(name.hashCode()).nextBytes(key);
            clients.secrets()
                    .createSecret(request -> request.name("master-key-" + name)
                            .secretString(HexFormat.of().formatHex(key)));
        }
        return environment;
    }

    static DeploymentClients clients(Map<String, String> environment) {
        return DeploymentClients.of(ServiceAccess.of(order(environment)), 8);
    }

    static TransferOrder order(Map<String, String> environment) {
        return new TransferOrder(environment, null, null, null, Map.of());
    }

    static TransferEngine.Opened open(Map<String, String> environment) {
        TransferOrder order = order(environment);
        return new AwsTransferEngine(DeploymentNames.of(order), ServiceAccess.of(order), FOR_EVER, new ManualClock())
                .open(TransferUse.IMPORT);
    }
}
