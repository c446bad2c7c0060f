package dev.sallyport.testkit.simulator;

/** What is wrong with {@link FlawedProcess}: mistakes that are made easily, and that tests of the fair-weather way pass. */
enum Defect {
    /** Nothing: shows that it is the defect that is caught and not the way the process is written. */
    NONE,
    /** The gate answers 2xx and keeps the webhook a little later. */
    ACKNOWLEDGES_BEFORE_STORING,
    /** The queue is told before the record exists. */
    QUEUES_BEFORE_RECORDING,
    /** The bytes are archived after the webhook is recorded and queued. */
    ARCHIVES_LAST,
    /** What the gate refuses is archived all the same. */
    KEEPS_WHAT_IT_REFUSES,
    /** A webhook is published whatever its record says. */
    PUBLISHES_WITHOUT_STATUS_CHECK,
    /** After a failure the rest of the group is published all the same. */
    GOES_ON_AFTER_A_FAILURE,
    /** A retry is made when the queue says so, not when the record does. */
    RETRIES_EARLY,
    /** A failure is not recorded, so that attempts are never counted. */
    FORGETS_FAILURES,
    /** A record is changed without looking at what it has become meanwhile. */
    OVERWRITES_RECORDS,
    /** Entries are removed from the queue before they are processed. */
    ACKNOWLEDGES_ENTRIES_FIRST,
    /** A dead webhook's letter is written after its entry is removed. */
    FORGETS_DEAD_LETTERS,
    /** Nobody looks for webhooks that were recorded and not queued. */
    NEVER_SWEEPS,
    /** Numbered events are published as they come, without a wait for lower numbers. */
    PUBLISHES_NUMBERS_AS_THEY_COME,
    /** A numbered event waits for a lower number that may never come, however long. */
    WAITS_FOR_EVER_FOR_A_NUMBER,
    /** A number counts as released before its event is published. */
    COUNTS_NUMBERS_BEFORE_PUBLISHING,
    /** An event that waited in vain is published as if nothing were missing. */
    HIDES_GAPS
}
