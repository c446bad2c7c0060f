package dev.sallyport.aws.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table: strings and numbers by name. An attribute that is null is left out. For one thread. */
final class Item {

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** Begins an item of a key. */
    static Item of(String key) {
        return new Item(new HashMap<>()).with(DynamoDbLayout.KEY, key);
    }

    /** Reads an item that the service returned. */
    static Item read(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    Item with(String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, AttributeValue.fromS(value));
        }
        return this;
    }

    Item with(String name, @Nullable Instant value) {
        return with(name, value == null ? null : Timestamps.write(value));
    }

    Item with(String name, long value) {
        attributes.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    String key() {
        return text(DynamoDbLayout.KEY);
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw new IllegalStateException("an item of the table lacks the text '" + name + "'");
        }
        return value;
    }

    @Nullable
    String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    Instant instant(String name) {
        return Timestamps.read(text(name));
    }

    @Nullable
    Instant instantOrNull(String name) {
        String value = textOrNull(name);
        return value == null ? null : Timestamps.read(value);
    }

    long number(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("an item of the table lacks the number '" + name + "'");
        }
        return Long.parseLong(value.n());
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }
}
