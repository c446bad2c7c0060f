package dev.sallyport.aws.dynamodb.table;

import java.time.Instant;

/**
 * A place in an index: an instant and an id, which make the sort key {@code {instant}#{id}}.
 *
 * @param at the instant
 * @param id whose place it is
 */
public record Arrival(Instant at, String id) {

    private static final char SEPARATOR = '#';

    /** Reads the sort key of an entry. */
    public static Arrival read(String sortKey) {
        int separator = sortKey.indexOf(SEPARATOR);
        return new Arrival(Timestamps.read(sortKey.substring(0, separator)), sortKey.substring(separator + 1));
    }

    /** Returns the sort key. */
    public String sortKey() {
        return Timestamps.write(at) + SEPARATOR + id;
    }
}
