package dev.sallyport.core.format;

import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookQuery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ended: the place of its last record in the order of the listing.
 *
 * <p>Written with a checksum over the conditions of the listing, so that a cursor of another listing is refused instead
 * of leading to a page that makes no sense.
 *
 * @param receivedAt in nanoseconds since 1970
 * @param id the record's id
 */
public record ListingCursor(long receivedAt, String id) {

    private static final int ID_LENGTH = 35;
    private static final int LENGTH = Long.BYTES + ID_LENGTH + Integer.BYTES;

    /** Returns the cursor for the next page of the same listing. */
    public String write(WebhookQuery query) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.putLong(receivedAt).put(id.getBytes(StandardCharsets.US_ASCII)).putInt(checksum(query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads what {@link #write} wrote for the same conditions.
     *
     * @throws InvalidCursorException if the text is anything else
     */
    public static ListingCursor read(String text, WebhookQuery query) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException();
        }
        if (bytes.length != LENGTH) {
            throw new InvalidCursorException();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long receivedAt = buffer.getLong();
        String id = new String(bytes, Long.BYTES, ID_LENGTH, StandardCharsets.US_ASCII);
        ListingCursor cursor = new ListingCursor(receivedAt, id);
        if (!WebhookId.isWellFormed(id) || buffer.getInt(Long.BYTES + ID_LENGTH) != cursor.checksum(query)) {
            throw new InvalidCursorException();
        }
        return cursor;
    }

    private int checksum(WebhookQuery query) {
        String signed = String.join(
                "|",
                Long.toString(receivedAt),
                id,
                String.valueOf(query.status()),
                String.valueOf(query.provider()),
                String.valueOf(query.receivedFrom()),
                String.valueOf(query.receivedBefore()),
                query.direction().name());
        CRC32 checksum = new CRC32();
        checksum.update(signed.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }
}
