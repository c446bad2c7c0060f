package dev.sallyport.testkit.simulator.stage;

/** What a run is checked for. */
public enum Guarantee {
    /** No loss: what was answered with 2xx ends in exactly one recorded terminal state. */
    G1("G1", "no loss"),
    /** Order: within a key, first publications follow the order of acceptance. */
    G2("G2", "order"),
    /** Once: one provider event is recorded once, under one id, and published under that id. */
    G3("G3", "once"),
    /** Bytes: the archive holds the exact bytes received. */
    G4("G4", "bytes"),
    /** Gate: nothing with a failing signature is kept, queued or published. */
    G5("G5", "gate"),
    /** Bounded: attempts never exceed the policy and are never early. */
    G6("G6", "bounded");

    private final String code;
    private final String title;

    Guarantee(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Returns the short name, such as {@code G1}. */
    public String code() {
        return code;
    }

    /** Returns the name for people, such as {@code no loss}. */
    public String title() {
        return title;
    }
}
