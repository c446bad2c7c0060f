package dev.sallyport.aws.dynamodb.table;

import dev.sallyport.aws.Resources.Index;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks along the arrivals of an index, in the order of listings: by instant in one direction or the other, and within an
 * instant always by ascending id. For one thread.
 */
public final class ArrivalWalk {

    /** Before the first and after the last sort key that begins with a time. */
    private static final String EARLIEST = "0";

    private static final String LATEST = ":";

    private final MergedReader reader;
    private final Range range;

    /**
     * Begins a walk.
     *
     * @param pageSize how many entries to ask of each shard at a time
     */
    public ArrivalWalk(Table table, List<Stretch> stretches, Range range, int pageSize) {
        this.range = range;
        List<ShardReader> readers = new ArrayList<>();
        for (Stretch stretch : stretches) {
            String first = stretch.first().compareTo(range.first()) > 0 ? stretch.first() : range.first();
            if (first.compareTo(range.last()) <= 0) {
                for (String shard : stretch.shards()) {
                    readers.add(new ShardReader(
                            table, stretch.index(), shard, first, range.last(), range.ascending, pageSize));
                }
            }
        }
        reader = new MergedReader(readers, range.ascending);
    }

    /** Returns the ids that come next: at least as many as asked for unless the walk ends, whole instants at a time. */
    public List<String> next(int wanted) {
        List<String> ids = new ArrayList<>(wanted);
        while (ids.size() < wanted) {
            List<String> ofOneInstant = nextInstant();
            if (ofOneInstant == null) {
                break;
            }
            ids.addAll(ofOneInstant);
        }
        return ids;
    }

    private @Nullable List<String> nextInstant() {
        Item head = reader.next();
        if (head == null) {
            return null;
        }
        Arrival first = arrival(head);
        // Sorted in both directions; and one that has just entered another index may stand in both.
        SortedSet<String> ids = new TreeSet<>();
        ids.add(first.id());
        for (Item item = reader.peek(); item != null && arrival(item).at().equals(first.at()); item = reader.peek()) {
            ids.add(arrival(item).id());
            reader.next();
        }
        Arrival after = range.after;
        if (after != null && after.at().equals(first.at())) {
            ids.removeIf(id -> id.compareTo(after.id()) <= 0);
        }
        return List.copyOf(ids);
    }

    private static Arrival arrival(Item entry) {
        return Arrival.read(entry.text(DynamoDbLayout.ARRIVALS_INDEX.sortKey()));
    }

    /**
     * Shards of an index to walk along together.
     *
     * @param first the sort key from which on their entries count
     */
    public record Stretch(Index index, List<String> shards, String first) {

        public Stretch {
            shards = List.copyOf(shards);
        }

        /** Makes a stretch whose entries all count. */
        public static Stretch of(Index index, List<String> shards) {
            return new Stretch(index, shards, EARLIEST);
        }
    }

    /**
     * Which arrivals, and in which direction.
     *
     * @param from the earliest instant, inclusive; null for the beginning
     * @param before the latest instant, exclusive; null for the end
     * @param ascending whether the walk begins with the earliest
     * @param after where an earlier walk ended; null to begin at the beginning
     */
    public record Range(
            @Nullable Instant from,
            @Nullable Instant before,
            boolean ascending,
            @Nullable Arrival after) {

        private String first() {
            // Those of the instant of an earlier end are passed over one by one: ids ascend in both directions.
            return after != null && ascending
                    ? Timestamps.write(after.at())
                    : from == null ? EARLIEST : Timestamps.writeNearest(from);
        }

        private String last() {
            return after != null && !ascending
                    ? Timestamps.write(after.at()) + LATEST
                    : before == null ? LATEST : Timestamps.writeNearest(before);
        }
    }
}
