package dev.sallyport.core.format;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.event.InvalidCursorException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Where a page of deliveries ended, written with a checksum over the conditions of the listing: a cursor of another
 * listing is refused instead of leading to a page that makes no sense.
 *
 * @param acceptedAt when the page's last delivery was accepted, in whole milliseconds
 * @param id its id
 */
public record DeliveryCursor(Instant acceptedAt, DeliveryId id) {

    private static final int ID_LENGTH = 69;
    private static final int LENGTH = Long.BYTES + ID_LENGTH + Integer.BYTES;

    /** Returns the cursor for the next page of the same listing. */
    public String write(DeliveryQuery query) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.putLong(acceptedAt.toEpochMilli())
                .put(id.toString().getBytes(StandardCharsets.US_ASCII))
                .putInt(checksum(query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads what {@link #write} wrote for the same conditions.
     *
     * @throws InvalidCursorException if the text is anything else
     */
    public static DeliveryCursor read(String text, DeliveryQuery query) {
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
        String id = new String(bytes, Long.BYTES, ID_LENGTH, StandardCharsets.US_ASCII);
        if (!DeliveryId.isWellFormed(id)) {
            throw new InvalidCursorException();
        }
        DeliveryCursor cursor = new DeliveryCursor(Instant.ofEpochMilli(buffer.getLong()), DeliveryId.parse(id));
        if (buffer.getInt(Long.BYTES + ID_LENGTH) != cursor.checksum(query)) {
            throw new InvalidCursorException();
        }
        return cursor;
    }

    private int checksum(DeliveryQuery query) {
        String signed = String.join(
                "|",
                acceptedAt.toString(),
                id.toString(),
                String.valueOf(query.tenant()),
                String.valueOf(query.endpoint()),
                new TreeSet<>(query.statuses()).toString(),
                String.valueOf(query.acceptedFrom()),
                String.valueOf(query.acceptedBefore()),
                Boolean.toString(query.oldestFirst()));
        CRC32 checksum = new CRC32();
        checksum.update(signed.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }
}
