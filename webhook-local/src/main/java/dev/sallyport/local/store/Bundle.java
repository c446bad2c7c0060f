package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.Sha256;
import java.time.Instant;

/**
 * What is known of a bundle.
 *
 * @param provider whose webhooks it holds, all of one UTC day
 * @param name of its file, below {@link BundleFiles#ROOT}
 * @param sha256 of its file
 * @param size of its file, in bytes
 * @param webhooks how many it holds
 * @param lastReceivedAt when the youngest of them was received
 */
record Bundle(
        long id, ProviderId provider, String name, Sha256 sha256, int size, int webhooks, Instant lastReceivedAt) {}
