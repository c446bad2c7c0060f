package dev.sallyport.testkit.simulator.stage;

/** What the simulator does to the parts of a run. */
public enum FaultKind {
    /** A process dies before or after a port call, with all that it has in memory, and is started again later. */
    CRASH("crash"),
    /** A port refuses a call; nothing happened. */
    UNAVAILABLE("unavailable"),
    /** A port call times out and did not happen. */
    TIMEOUT_NOT_DONE("timeout, not done"),
    /** A port call times out and did happen. */
    TIMEOUT_DONE("timeout, done"),
    /** A port call for several things times out and happened for some of them. */
    TIMEOUT_PARTLY_DONE("timeout, partly done"),
    /** A port call times out and happens later. */
    TIMEOUT_DONE_LATE("timeout, done late"),
    /** The queue takes an entry twice. */
    DUPLICATE_DELIVERY("duplicate delivery"),
    /** A worker or request stands still for a while, up to longer than the queue's reservations last. */
    STALL("stall"),
    /** A process's clock is set forward or back. */
    CLOCK_JUMP("clock jump"),
    /** The bus refuses an event. */
    BUS_REFUSAL("bus refusal"),
    /** The application's handler fails. */
    HANDLER_FAILURE("handler failure"),
    /** A provider sends an event again although it was answered, at once or much later. */
    DUPLICATE_REQUEST("duplicate request"),
    /** A provider sends an event again with other bytes under the same id. */
    CHANGED_BODY("changed body"),
    /** Someone sends a request whose signature does not hold. */
    FORGED_REQUEST("forged request");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    /** Returns the name for reports. */
    public String label() {
        return label;
    }
}
