package dev.sallyport.testkit.simulator.stage;

import java.util.ArrayList;
import java.util.List;

/** What of a run breaks a guarantee, each once, and no more than anyone reads. For the actors of one run. */
public final class Violations {

    private static final int ENOUGH = 20;

    private final Trace trace;
    private final List<Violation> all = new ArrayList<>();

    /** Makes an empty list that is also written into a trace. */
    public Violations(Trace trace) {
        this.trace = trace;
    }

    /** Adds what breaks a guarantee; ids in the text are written as names. */
    public void violated(Guarantee guarantee, String text) {
        Violation violation = new Violation(guarantee, trace.withNames(text));
        if (all.size() < ENOUGH && !all.contains(violation)) {
            all.add(violation);
            trace.say("!!", violation.toString());
        }
    }

    /** Returns what was found, in the order in which it was found. */
    public List<Violation> all() {
        return all;
    }
}
