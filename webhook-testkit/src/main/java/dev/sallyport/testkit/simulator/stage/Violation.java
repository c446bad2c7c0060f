package dev.sallyport.testkit.simulator.stage;

/**
 * A guarantee that a run broke.
 *
 * @param guarantee which
 * @param text what happened, naming events as the trace does
 */
public record Violation(Guarantee guarantee, String text) {

    @Override
    public String toString() {
        return guarantee.code() + " (" + guarantee.title() + "): " + text;
    }
}
