package dev.sallyport.core.event;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What is published in the order in which it was accepted: events of one key follow one another, events of different
 * keys do not wait for each other (guarantee G2).
 *
 * <p>Keys of a provider, of its entities and of its single webhooks never coincide: a provider's name holds no slash,
 * and what follows the slash begins with a tilde for every form but an entity as it is.
 *
 * @param value 1 to 128 visible ASCII characters: what <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS</a> accepts
 *     as message group id
 */
public record OrderingKey(String value) implements Comparable<OrderingKey> {

    private static final int LONGEST = 128;
    private static final String HASHED = "/~sha256-";
    private static final int DIGEST_BYTES_USED = 24;

    public OrderingKey {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("ordering key must be 1 to 128 visible ASCII characters");
        }
    }

    /** Tells whether the text has the form of an ordering key. */
    public static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '!' || value.charAt(i) > '~') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST;
    }

    /** The key of everything that a provider sends: its name. */
    public static OrderingKey ofProvider(ProviderId provider) {
        return new OrderingKey(provider.value());
    }

    /**
     * The key of one entity of a provider: {@code provider/entity}, or {@code provider/~sha256-…} for an entity that is
     * too long or holds other characters, so that different entities keep different keys.
     *
     * @param entity at least one character
     */
    public static OrderingKey ofEntity(ProviderId provider, String entity) {
        if (entity.isEmpty()) {
            throw new IllegalArgumentException("entity must not be empty");
        }
        String plain = provider.value() + '/' + entity;
        return !entity.startsWith("~") && isWellFormed(plain)
                ? new OrderingKey(plain)
                : new OrderingKey(provider.value() + HASHED + hash(entity));
    }

    /** The key of one webhook alone, {@code provider/~wh_…}, which nothing else waits for. */
    public static OrderingKey ofWebhook(ProviderId provider, WebhookId webhook) {
        return new OrderingKey(provider.value() + "/~" + webhook.value());
    }

    private static String hash(String entity) {
        // UTF-16 units rather than UTF-8: encoding would make all unpaired surrogates one character.
        ByteBuffer units = ByteBuffer.allocate(Math.multiplyExact(entity.length(), Character.BYTES));
        units.asCharBuffer().put(entity);
        MessageDigest digest = Sha256.newDigest();
        return HexFormat.of().formatHex(digest.digest(units.array()), 0, DIGEST_BYTES_USED);
    }

    @Override
    public int compareTo(OrderingKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
