package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;

/** Is told what archive policies have done, once it is durable. Implementations MUST be quick and MUST NOT throw. */
public interface ArchiveEvents {

    /** Tells nobody. */
    ArchiveEvents NONE = new ArchiveEvents() {};

    /**
     * Requests were moved into a bundle.
     *
     * @param webhooks how many
     * @param bytes how long the bundle is, compressed
     */
    default void bundled(ProviderId provider, int webhooks, long bytes) {}

    /** The retention of so many requests ended, and they were removed. */
    default void bodiesExpired(ProviderId provider, int webhooks) {}

    /** The retention of so many dead letters ended, and they were removed. */
    default void lettersExpired(ProviderId provider, int letters) {}
}
