package dev.sallyport.local.emulated.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.emulated.Clients;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What one would write at first, to compare with: each webhook is put into a bucket, recorded in a table without any
 * index, and sent to a FIFO queue before it is answered; whoever takes it from there reads its body, puts one event on the
 * bus and marks it as processed. For one thread.
 */
final class StraightforwardDesign {

    private static final String NAME = "straightforward";
    private static final String KEY = "pk";

    private final String queueUrl;

    private StraightforwardDesign(String queueUrl) {
        this.queueUrl = queueUrl;
    }

    /** Makes its resources. */
    static StraightforwardDesign make(Clients making) {
        making.s3().createBucket(request -> request.bucket(NAME));
        making.eventBridge().createEventBus(request -> request.name(NAME));
        making.dynamoDb()
                .createTable(request -> request.tableName(NAME)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName(KEY)
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName(KEY)
                                .attributeType(ScalarAttributeType.S)
                                .build()));
        String queueUrl = making.sqs()
                .createQueue(request ->
                        request.queueName(NAME + ".fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        return new StraightforwardDesign(queueUrl);
    }

    /** Does everything that is done before a webhook is answered. */
    void receive(Clients serving, String id, RawPayload body) {
        String key = "webhooks/" + id + ".json";
        serving.s3().putObject(request -> request.bucket(NAME).key(key), RequestBody.fromBytes(body.toByteArray()));
        serving.dynamoDb()
                .putItem(request -> request.tableName(NAME)
                        .item(Map.of(
                                KEY,
                                AttributeValue.fromS(id),
                                "provider",
                                AttributeValue.fromS("acme"),
                                "status",
                                AttributeValue.fromS("RECEIVED"),
                                "s3_key",
                                AttributeValue.fromS(key))));
        serving.sqs()
                .sendMessage(request -> request.queueUrl(queueUrl)
                        .messageGroupId("acme")
                        .messageDeduplicationId(id)
                        .messageBody(id));
    }

    /**
     * Processes a batch.
     *
     * @param serving what the function calls with
     * @param polling what feeds it
     * @return how many webhooks were in it
     */
    int process(Clients serving, Clients polling, int batch) {
        List<Message> messages = polling.sqs()
                .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(batch))
                .messages();
        messages.forEach(message -> publish(serving, message.body()));
        if (!messages.isEmpty()) {
            polling.sqs()
                    .deleteMessageBatch(request -> request.queueUrl(queueUrl)
                            .entries(messages.stream()
                                    .map(message -> DeleteMessageBatchRequestEntry.builder()
                                            .id(message.messageId())
                                            .receiptHandle(message.receiptHandle())
                                            .build())
                                    .toList()));
        }
        return messages.size();
    }

    private static void publish(Clients serving, String id) {
        String key = "webhooks/" + id + ".json";
        byte[] body = serving.s3()
                .getObject(request -> request.bucket(NAME).key(key), ResponseTransformer.toBytes())
                .asByteArrayUnsafe();
        serving.eventBridge()
                .putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                        .eventBusName(NAME)
                        .source(NAME)
                        .detailType("Webhook Processed")
                        .detail("{\"webhook_id\":\"" + id + "\",\"s3_key\":\"" + key + "\",\"bytes\":" + body.length
                                + "}")
                        .build()));
        serving.dynamoDb()
                .updateItem(request -> request.tableName(NAME)
                        .key(Map.of(KEY, AttributeValue.fromS(id)))
                        .updateExpression("SET #status = :processed")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(":processed", AttributeValue.fromS("PROCESSED"))));
    }

    /** Returns a body of a size, as text. */
    static RawPayload body(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }
}
