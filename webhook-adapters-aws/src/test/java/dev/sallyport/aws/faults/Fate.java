package dev.sallyport.aws.faults;

/** What becomes of one request to a service. */
enum Fate {
    /** It is made and answered. */
    ANSWERED,
    /** The connection breaks before the service sees the request. */
    RESET_BEFORE,
    /** The request is made, and the connection breaks before the answer. */
    RESET_AFTER,
    /** The service answers 500 and has done nothing. */
    FAILED_BEFORE,
    /** The service answers 500 and has done what it was asked for. */
    FAILED_AFTER,
    /** The service asks to come again later. */
    THROTTLED,
    /** The request is made, and no answer comes for longer than anyone waits. */
    SILENT,
    /** The request is made twice, as by a network that repeats, and the second answer comes. */
    DUPLICATED
}
