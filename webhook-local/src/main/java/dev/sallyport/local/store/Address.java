package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reduces names to 60 bits, so that one narrow index finds webhooks by id and archived bytes by key. Different names
 * may have one address: whoever looks up compares the full name.
 */
final class Address {

    private static final String BODY = ".json";
    private static final int DIGITS = 12;
    private static final int BITS_OF_A_DIGIT = 5;

    /** How many bits an address has; the others of its 64 are zero. */
    static final int BITS = DIGITS * BITS_OF_A_DIGIT;

    private static final int WEBHOOK_ID_LENGTH = 35;
    private static final int WEBHOOK_ID_PREFIX = 3;

    private Address() {}

    static long of(WebhookId id) {
        return ofId(id.value(), WEBHOOK_ID_PREFIX);
    }

    /** Returns the address of the webhook's id where the key ends in one: both are then found by one entry. */
    static long of(ArchiveKey key) {
        String name = key.value();
        int begin = name.length() - BODY.length() - WEBHOOK_ID_LENGTH;
        boolean endsInId = begin >= 0
                && name.endsWith(BODY)
                && WebhookId.isWellFormed(name.substring(begin, begin + WEBHOOK_ID_LENGTH));
        return endsInId ? ofId(name, begin + WEBHOOK_ID_PREFIX) : ofText(name);
    }

    /** The first twelve digits of the id's 160 random bits. */
    private static long ofId(String text, int begin) {
        long address = 0;
        for (int i = begin; i < begin + DIGITS; i++) {
            address = (address << BITS_OF_A_DIGIT) | Character.digit(text.charAt(i), 32);
        }
        return address;
    }

    private static long ofText(String text) {
        byte[] digest = RawPayload.adopt(text.getBytes(StandardCharsets.US_ASCII))
                .sha256()
                .toByteArray();
        return ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS);
    }
}
