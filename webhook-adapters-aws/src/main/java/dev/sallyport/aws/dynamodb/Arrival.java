package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import java.time.Instant;

/**
 * A place in an index: instant of arrival and id, which make the sort key {@code {instant}#{id}}.
 *
 * @param at when it arrived
 * @param id the key of the item in the table
 */
record Arrival(Instant at, String id) {

    private static final char SEPARATOR = '#';

    static Arrival read(Item entry) {
        String sortKey = entry.text(DynamoDbLayout.ARRIVALS_INDEX.sortKey());
        return new Arrival(Timestamps.read(sortKey.substring(0, sortKey.indexOf(SEPARATOR))), entry.partition());
    }

    String sortKey() {
        return Timestamps.write(at) + SEPARATOR + id;
    }
}
