package dev.sallyport.local.cli;

import dev.sallyport.local.engine.Engines;
import dev.sallyport.local.transfer.LocalTransferEngine;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferEngineSource;
import dev.sallyport.local.transfer.TransferEngines;
import dev.sallyport.local.transfer.TransferOrder;
import dev.sallyport.local.transfer.TransferUse;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which state is meant. */
final class TransferOptions {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = Engines.LOCAL,
            description =
                    "Where the state is: 'local', a data directory; 'aws', a table, a bucket and a queue of AWS, or"
                            + " of what answers like it. Default ${DEFAULT-VALUE}.")
    private String engine = Engines.LOCAL;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of a gateway that is not running; sallyport-data unless set.")
    private @Nullable Path data;

    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description = "With aws: the outputs of the deployed stack, as 'aws cloudformation describe-stacks' or 'cdk"
                    + " deploy --outputs-file' write them.")
    private @Nullable Path stack;

    @Option(names = "--table", paramLabel = "NAME", description = "With aws: the table; also from SALLYPORT_TABLE.")
    private @Nullable String table;

    @Option(names = "--bucket", paramLabel = "NAME", description = "With aws: the bucket; also from SALLYPORT_BUCKET.")
    private @Nullable String bucket;

    @Option(
            names = "--queue-url",
            paramLabel = "URL",
            description = "With aws: the queue of webhooks; also from SALLYPORT_QUEUE_URL.")
    private @Nullable String queueUrl;

    @Option(
            names = "--master-key",
            paramLabel = "NAME",
            description = "With aws: the secret that holds the master keys; also from SALLYPORT_MASTER_KEY.")
    private @Nullable String masterKey;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "With aws: the gateway's sallyport.yaml, for how long what is delivered is kept.")
    private @Nullable Path config;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "With aws: where the services are; also from AWS_ENDPOINT_URL. AWS_ENDPOINT_URL_DYNAMODB,"
                    + " _S3, _SQS and _SECRETS_MANAGER name single ones. Credentials and region come from where the AWS"
                    + " CLI has them.")
    private @Nullable URI endpoint;

    TransferEngine.Opened open(TransferUse use, Map<String, String> environment) {
        return engine(environment).open(use);
    }

    private TransferEngine engine(Map<String, String> environment) {
        Map<String, String> names = names();
        if (engine.equals(Engines.LOCAL)) {
            if (!names.isEmpty() || stack != null || config != null || endpoint != null) {
                throw new CommandFailure("--stack, --table, --bucket, --queue-url, --master-key, --config and"
                        + " --endpoint-url need --engine aws");
            }
            return new LocalTransferEngine(Objects.requireNonNullElse(data, Path.of("sallyport-data")));
        }
        if (data != null) {
            throw new CommandFailure("--data needs --engine local");
        }
        TransferEngineSource found = TransferEngines.find(engine);
        if (found == null) {
            throw new CommandFailure("there is no engine '" + engine
                    + "' to move state from or to: 'local' always is, and 'aws' where the './sallyport' of a checkout"
                    + " starts it");
        }
        return found.of(new TransferOrder(environment, endpoint, stack, config, names));
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        put(names, "table", table);
        put(names, "bucket", bucket);
        put(names, "queue-url", queueUrl);
        put(names, "master-key", masterKey);
        return names;
    }

    private static void put(Map<String, String> names, String name, @Nullable String value) {
        if (value != null) {
            names.put(name, value);
        }
    }
}
