package dev.sallyport.core.ordering;

/** What is done with an event whose provider says that it is older than one of its key that was published before. */
public enum LateEvents {
    /** It is published like any other; order is the order of acceptance. The default. */
    PUBLISH,
    /** It is marked stale and published apart, so that nobody applies an older version over a newer one. */
    MARK_STALE
}
