package dev.sallyport.lambda.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the counts and the times of one invocation, by the value of one dimension. Thread-safe.
 *
 * <p>A metric of the format holds at most a hundred values: further times of one invocation are left out, counts never.
 */
final class MetricCounts {

    private static final int MOST_VALUES = 100;

    private final Map<String, Group> groups = new TreeMap<>();

    /** What was collected for one value of the dimension. */
    record Group(Map<String, Long> counts, Map<String, List<Long>> millis) {}

    synchronized void count(String group, String metric) {
        add(group, metric, 1);
    }

    synchronized void add(String group, String metric, long more) {
        groupOf(group).counts().merge(metric, more, Long::sum);
    }

    synchronized void time(String group, String metric, long value) {
        List<Long> values = groupOf(group).millis().computeIfAbsent(metric, first -> new ArrayList<>());
        if (values.size() < MOST_VALUES) {
            values.add(value);
        }
    }

    private Group groupOf(String group) {
        return groups.computeIfAbsent(group, first -> new Group(new LinkedHashMap<>(), new LinkedHashMap<>()));
    }

    /** Returns what was collected since the last call, by group in their order. */
    synchronized Map<String, Group> take() {
        Map<String, Group> taken = new TreeMap<>(groups);
        groups.clear();
        return taken;
    }
}
