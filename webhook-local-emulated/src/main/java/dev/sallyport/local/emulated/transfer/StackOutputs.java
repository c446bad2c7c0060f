package dev.sallyport.local.emulated.transfer;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.emulated.template.Values;
import dev.sallyport.local.emulated.transfer.DeploymentNames.What;
import dev.sallyport.local.transfer.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the outputs of a deployed stack, in either of the forms in which tools write them: <code>
 * {"Stacks":[{"StackName":…,"Outputs":[{"OutputKey":…,"OutputValue":…}]}]}</code> as the AWS CLI does, or <code>
 * {"webhook-dev":{"DynamodbTableName":…}}</code> as the CDK does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
final class StackOutputs {

    private static final Map<String, What> BY_OUTPUT =
            Map.of("DynamodbTableName", What.TABLE, "S3BucketName", What.BUCKET, "SqsQueueUrl", What.QUEUE_URL);

    /** Stacks are named by the environment, and so is the secret, which is no output. */
    private static final String STACK = "webhook-";

    private static final String MASTER_KEY = "webhook-master-key-";

    private StackOutputs() {}

    /**
     * Reads the names that a file says.
     *
     * @return by options
     * @throws TransferException if it is not one of a stack of Sallyport's
     */
    static Map<String, String> read(Path file) {
        Map<String, Map<String, Object>> stacks = stacks(file);
        Map<String, String> names = new HashMap<>();
        stacks.forEach((stack, outputs) -> {
            BY_OUTPUT.forEach((output, what) -> {
                if (outputs.get(output) instanceof String name) {
                    names.put(what.option(), name);
                }
            });
            if (stack.startsWith(STACK) && outputs.containsKey("DynamodbTableName")) {
                names.put(What.MASTER_KEY.option(), MASTER_KEY + stack.substring(STACK.length()));
            }
        });
        if (names.isEmpty()) {
            throw new TransferException(
                    file + " holds no outputs of a stack of Sallyport: give what 'aws cloudformation"
                            + " describe-stacks --stack-name webhook-…' writes, or 'cdk deploy --outputs-file'");
        }
        return names;
    }

    private static Map<String, Map<String, Object>> stacks(Path file) {
        Map<String, Object> document;
        try {
            document = Values.object(JsonDocument.readObject(RawPayload.adopt(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new TransferException("the outputs in " + file + " cannot be read", e);
        }
        Map<String, Map<String, Object>> stacks = new LinkedHashMap<>();
        document.forEach((name, value) -> stacks.put(name, Values.object(value)));
        for (Object described : Values.list(document.get("Stacks"))) {
            Map<String, Object> stack = Values.object(described);
            Map<String, Object> outputs = new LinkedHashMap<>();
            for (Object output : Values.list(stack.get("Outputs"))) {
                Map<String, Object> pair = Values.object(output);
                outputs.put(String.valueOf(pair.get("OutputKey")), String.valueOf(pair.get("OutputValue")));
            }
            stacks.put(String.valueOf(stack.get("StackName")), outputs);
        }
        return stacks;
    }
}
