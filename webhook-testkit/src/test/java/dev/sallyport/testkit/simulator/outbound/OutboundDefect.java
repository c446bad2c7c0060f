package dev.sallyport.testkit.simulator.outbound;

/** What is wrong with {@link FlawedOutbound}: mistakes that are made easily, and that tests of the fair-weather way pass. */
enum OutboundDefect {
    /** Nothing: shows that it is the defect that is caught and not the way it is built in. */
    NONE,
    /** Event and deliveries are several writes. */
    ACCEPTS_IN_PARTS,
    /** Nobody looks for what the queue lost. */
    NEVER_SWEEPS,
    /** A delivery is attempted whoever is before it in its lane. */
    IGNORES_LANES,
    /** A retry is made when the queue says so, not when the record does. */
    RETRIES_EARLY,
    /** A failure is not recorded, so that attempts are never counted. */
    FORGETS_FAILURES,
    /** A delivery is changed without looking at what it has become meanwhile. */
    OVERWRITES_RECORDS,
    /** Waiting for a breaker or a limit counts as an attempt. */
    COUNTS_WAITING,
    /** What an endpoint's health gives to tell is not kept with it. */
    FORGETS_NOTICES
}
