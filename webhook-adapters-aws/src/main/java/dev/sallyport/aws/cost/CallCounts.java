package dev.sallyport.aws.cost;

import java.util.Map;

/**
 * What was called, and what will be billed for it. Immutable.
 *
 * @param calls requests sent, repetitions by the SDK included, by service and operation: {@code Sqs SendMessage}
 * @param units billed units by kind; kinds of which there are none are left out
 */
public record CallCounts(Map<String, Long> calls, Map<BilledUnit, Double> units) {

    public CallCounts {
        calls = Map.copyOf(calls);
        units = Map.copyOf(units);
    }

    /** Returns how many units of a kind there are. */
    public double units(BilledUnit unit) {
        return units.getOrDefault(unit, 0.0);
    }

    /** Returns how often an operation was called. */
    public long calls(String operation) {
        return calls.getOrDefault(operation, 0L);
    }
}
