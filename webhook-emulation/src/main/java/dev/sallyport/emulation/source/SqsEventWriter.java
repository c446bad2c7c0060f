package dev.sallyport.emulation.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Writes the event that a function gets for a batch of messages. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the event</a>
 */
final class SqsEventWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REGION = 3;

    private final String queueArn;

    SqsEventWriter(String queueArn) {
        this.queueArn = queueArn;
    }

    String write(List<Message> messages) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        messages.forEach(message -> write(message, records.addObject()));
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot fail to be written", e);
        }
    }

    private void write(Message message, ObjectNode node) {
        node.put("messageId", message.messageId());
        node.put("receiptHandle", message.receiptHandle());
        node.put("body", message.body());
        ObjectNode attributes = node.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode ownAttributes = node.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> write(value, ownAttributes.putObject(name)));
        node.put("md5OfBody", message.md5OfBody());
        node.put("eventSource", "aws:sqs");
        node.put("eventSourceARN", queueArn);
        node.put("awsRegion", queueArn.split(":", -1)[REGION]);
    }

    private static void write(MessageAttributeValue value, ObjectNode node) {
        if (value.stringValue() != null) {
            node.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            node.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        node.putArray("stringListValues");
        node.putArray("binaryListValues");
        node.put("dataType", value.dataType());
    }
}
