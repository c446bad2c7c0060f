package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads what the key of a dead letter says: {@code dead-letters/{yyyy-MM-dd}/{webhook_id}.json}. */
final class DeadLetterKeys {

    private static final String PREFIX = ProviderId.RESERVED_FOR_DEAD_LETTERS + "/";
    private static final int DAY_LENGTH = 10;

    private DeadLetterKeys() {}

    /** Returns the day of death in UTC; null if it is not such a key. */
    static @Nullable LocalDate dayOf(String key) {
        if (!key.startsWith(PREFIX) || key.length() < PREFIX.length() + DAY_LENGTH) {
            return null;
        }
        try {
            return LocalDate.parse(key.substring(PREFIX.length(), PREFIX.length() + DAY_LENGTH));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
