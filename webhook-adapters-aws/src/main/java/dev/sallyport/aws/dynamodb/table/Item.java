package dev.sallyport.aws.dynamodb.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table: texts, numbers and bytes by name. An attribute that is null is left out. For one thread. */
public final class Item {

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** Begins an item of a key. */
    public static Item of(ItemKey key) {
        return new Item(new HashMap<>(key.attributes()));
    }

    /** Reads an item that the service returned. */
    public static Item read(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    /** Adds a text. */
    public Item with(String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, AttributeValue.fromS(value));
        }
        return this;
    }

    /** Adds an instant. */
    public Item with(String name, @Nullable Instant value) {
        return with(name, value == null ? null : Timestamps.write(value));
    }

    /** Adds a number. */
    public Item with(String name, long value) {
        attributes.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    /** Adds bytes, which the caller hands over. */
    public Item with(String name, byte[] value) {
        attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value)));
        return this;
    }

    /** Lets the service delete the item some time after an instant; null to keep it. */
    public Item expiringAt(@Nullable Instant instant) {
        return instant == null ? this : with(DynamoDbLayout.TIME_TO_LIVE, Timestamps.wholeSeconds(instant));
    }

    /** Tells whether the item's time is over, though the service may not have deleted it yet. */
    public boolean isOver(Instant now) {
        return has(DynamoDbLayout.TIME_TO_LIVE) && number(DynamoDbLayout.TIME_TO_LIVE) <= now.getEpochSecond();
    }

    /** Returns the key. */
    public ItemKey key() {
        return new ItemKey(text(DynamoDbLayout.PARTITION_KEY), text(DynamoDbLayout.SORT_KEY));
    }

    /** Returns the partition's part of the key. */
    public String partition() {
        return text(DynamoDbLayout.PARTITION_KEY);
    }

    /** Tells whether there is an attribute of that name. */
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    /**
     * Returns a text.
     *
     * @throws IllegalStateException if the item has none of that name
     */
    public String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw new IllegalStateException("an item of the table lacks the text '" + name + "'");
        }
        return value;
    }

    /** Returns a text, or null if there is none of that name. */
    public @Nullable String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    /**
     * Returns an instant.
     *
     * @throws IllegalStateException if the item has none of that name
     */
    public Instant instant(String name) {
        return Timestamps.read(text(name));
    }

    /** Returns an instant, or null if there is none of that name. */
    public @Nullable Instant instantOrNull(String name) {
        String value = textOrNull(name);
        return value == null ? null : Timestamps.read(value);
    }

    /**
     * Returns a number.
     *
     * @throws IllegalStateException if the item has none of that name
     */
    public long number(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("an item of the table lacks the number '" + name + "'");
        }
        return Long.parseLong(value.n());
    }

    /** Returns bytes, or null if there are none of that name; they are not to be changed. */
    public byte @Nullable [] bytesOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null || value.b() == null ? null : value.b().asByteArrayUnsafe();
    }

    /** Returns the attributes as the service takes them. */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }
}
