package dev.sallyport.core.ordering;

import dev.sallyport.core.event.OrderingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Walks a batch group by group, so that a failure holds back its own ordering key only.
 *
 * @param <E> an entry of the batch
 * @param groups the groups in the order in which their keys first appear in the batch
 */
public record GroupWalk<E>(List<Group<E>> groups) {

    public GroupWalk {
        groups = List.copyOf(groups);
    }

    /**
     * The entries of one key.
     *
     * @param entries at least one, in the order of the batch
     */
    public record Group<E>(OrderingKey key, List<E> entries) {

        public Group {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("a group has at least one entry");
            }
        }

        /** Returns the entries from an index on: what is reported when the entry at that index fails. */
        public List<E> from(int index) {
            return entries.subList(index, entries.size());
        }
    }

    /** Sorts a batch into groups. */
    public static <E> GroupWalk<E> of(List<E> batch, Function<? super E, OrderingKey> keyOf) {
        Map<OrderingKey, List<E>> byKey = new LinkedHashMap<>();
        batch.forEach(entry -> byKey.computeIfAbsent(keyOf.apply(entry), key -> new ArrayList<>())
                .add(entry));
        List<Group<E>> groups = new ArrayList<>(byKey.size());
        byKey.forEach((key, entries) -> groups.add(new Group<>(key, entries)));
        return new GroupWalk<>(groups);
    }

    /**
     * Takes one step for each entry, in order; at a group's first failure the rest of the group is left untouched and
     * the walk goes on with the next group.
     *
     * @param step handles an entry and tells whether it is done; what it throws ends the walk
     * @return the entries that are not done, group by group: each that failed, followed by the rest of its group
     */
    public List<E> stoppingAtFirstFailure(Predicate<? super E> step) {
        List<E> left = new ArrayList<>();
        for (Group<E> group : groups) {
            int done = 0;
            while (done < group.entries().size() && step.test(group.entries().get(done))) {
                done++;
            }
            left.addAll(group.from(done));
        }
        return List.copyOf(left);
    }
}
