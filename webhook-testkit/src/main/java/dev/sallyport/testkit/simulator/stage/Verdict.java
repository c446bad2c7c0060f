package dev.sallyport.testkit.simulator.stage;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param violations what broke a guarantee, none if all is well
 * @param trace what happened, step by step; empty unless the run was traced
 * @param faults how often each fault was injected
 * @param accepted how many webhooks or events were accepted
 * @param published how many publications or requests that led to
 * @param steps how many pauses the run had
 */
public record Verdict(
        List<Violation> violations,
        List<String> trace,
        Map<FaultKind, Integer> faults,
        int accepted,
        int published,
        int steps) {}
