package dev.sallyport.core.ordering;

import dev.sallyport.core.event.OrderingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
}
