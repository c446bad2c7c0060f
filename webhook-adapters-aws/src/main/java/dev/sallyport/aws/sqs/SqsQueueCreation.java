package dev.sallyport.aws.sqs;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.Resources.DeadLetters;
import dev.sallyport.aws.Resources.Queue;
import dev.sallyport.core.format.JsonText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes queues as they are described, for emulators and for those who deploy by other means than the CDK. */
public final class SqsQueueCreation {

    private static final String FIFO_ENDING = ".fifo";

    private SqsQueueCreation() {}

    /**
     * Makes queues unless they exist, each under a prefix and the name that the description gives it.
     *
     * @param descriptions each after the one that takes its dead letters
     * @return the URLs, by the names of the description
     * @throws dev.sallyport.core.port.out.PortException if some may not be there
     */
    public static Map<String, String> create(SqsClient client, List<Queue> descriptions, String prefix) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (Queue description : descriptions) {
            String name = prefix + description.name() + (description.isFifo() ? FIFO_ENDING : "");
            Map<String, String> attributes = new HashMap<>(description.attributes());
            DeadLetters deadLetters = description.deadLetters();
            if (deadLetters != null) {
                String url = Objects.requireNonNull(urls.get(deadLetters.queue()), deadLetters.queue());
                attributes.put("RedrivePolicy", redrivePolicy(arn(client, url), deadLetters.afterReceives()));
            }
            urls.put(
                    description.name(),
                    AwsCalls.writing(
                            "SQS CreateQueue",
                            () -> client.createQueue(
                                            request -> request.queueName(name).attributesWithStrings(attributes))
                                    .queueUrl()));
        }
        return urls;
    }

    private static String redrivePolicy(String arn, int afterReceives) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("deadLetterTargetArn", arn);
            json.writeNumberField("maxReceiveCount", afterReceives);
            json.writeEndObject();
        });
    }

    private static String arn(SqsClient client, String url) {
        return Objects.requireNonNull(
                AwsCalls.reading(
                                "SQS GetQueueAttributes",
                                () -> client.getQueueAttributes(
                                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN),
                "ARN");
    }
}
