package dev.sallyport.core.archive;

import java.util.List;

/** What became of reading a bundle or a part of it. */
public sealed interface BundleReading {

    /**
     * Every byte is as it was written.
     *
     * @param webhooks in the order in which they were given when the bundle was sealed
     */
    record Whole(List<Placed> webhooks) implements BundleReading {

        public Whole {
            webhooks = List.copyOf(webhooks);
        }
    }

    /**
     * It is not what was written.
     *
     * @param reason in a few words, without anything that a webhook says
     */
    record Damaged(String reason) implements BundleReading {}

    /** A webhook and where it stands. */
    record Placed(BundlePlace place, BundleEntry entry) {}
}
