package dev.sallyport.emulation.bus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/** A rule of a bus with its targets. Safe for any number of threads. */
final class Rule implements AutoCloseable {

    private final String name;
    private final Map<String, TargetQueue> targets = new LinkedHashMap<>();
    private @Nullable Machine pattern;
    private @Nullable String patternText;
    private @Nullable String schedule;
    private boolean enabled = true;

    Rule(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Puts the rule anew; its targets stay. */
    synchronized void put(@Nullable String newPattern, @Nullable String newSchedule, boolean nowEnabled)
            throws IOException {
        Machine compiled = null;
        if (newPattern != null) {
            compiled = Machine.builder().build();
            compiled.addRule(name, newPattern);
        }
        pattern = compiled;
        patternText = newPattern;
        schedule = newSchedule;
        enabled = nowEnabled;
    }

    synchronized @Nullable String pattern() {
        return patternText;
    }

    synchronized @Nullable String schedule() {
        return schedule;
    }

    synchronized boolean isEnabled() {
        return enabled;
    }

    /** Puts a target, in place of the one with the same id. */
    synchronized void put(String id, TargetQueue target) {
        TargetQueue former = targets.put(id, target);
        if (former != null) {
            former.close();
        }
    }

    /** Returns the targets by id. */
    synchronized Map<String, TargetQueue> targets() {
        return new LinkedHashMap<>(targets);
    }

    /** Hands an event to the targets, if the rule matches it. */
    void offer(String envelope) {
        Machine machine;
        synchronized (this) {
            machine = enabled ? pattern : null;
        }
        if (machine != null && matches(machine, envelope)) {
            deliver(envelope);
        }
    }

    /** Hands an event to the targets, whatever it is. */
    void deliver(String envelope) {
        List<TargetQueue> receivers;
        synchronized (this) {
            receivers = new ArrayList<>(targets.values());
        }
        receivers.forEach(target -> target.add(envelope));
    }

    private static boolean matches(Machine machine, String envelope) {
        try {
            return !machine.rulesForJSONEvent(envelope).isEmpty();
        } catch (Exception e) {
            // Declared as widely by the matcher; an envelope is made here and is JSON.
            throw new IllegalStateException("the matcher failed on an event", e);
        }
    }

    @Override
    public synchronized void close() {
        targets.values().forEach(TargetQueue::close);
        targets.clear();
    }
}
