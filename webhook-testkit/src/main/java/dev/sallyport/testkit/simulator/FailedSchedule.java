package dev.sallyport.testkit.simulator;

import dev.sallyport.testkit.simulator.stage.Violation;
import java.util.List;

/**
 * A run that broke a guarantee.
 *
 * @param seed plays the run again
 * @param violations what it broke, at least one
 * @param trace what happened, a line for each step
 */
public record FailedSchedule(long seed, List<Violation> violations, List<String> trace) {

    public FailedSchedule {
        violations = List.copyOf(violations);
        trace = List.copyOf(trace);
    }

    /** Returns seed, trace, violations and how to play the run again, as text to read. */
    public String describe() {
        StringBuilder text = new StringBuilder("seed " + seed + "\n");
        trace.forEach(line -> text.append(line).append('\n'));
        violations.forEach(
                violation -> text.append("VIOLATION ").append(violation).append('\n'));
        return text.append("REPLAY ./sallyport simulate --seed ")
                .append(seed)
                .append(" --trace\n")
                .toString();
    }
}
