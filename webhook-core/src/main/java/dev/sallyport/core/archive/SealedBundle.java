package dev.sallyport.core.archive;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import java.util.List;

/**
 * A finished bundle. Immutable.
 *
 * @param bytes the whole bundle, as it is to be written
 * @param sha256 the digest of all its bytes
 * @param places where each webhook stands, in the order in which they were given
 */
public record SealedBundle(RawPayload bytes, Sha256 sha256, List<BundlePlace> places) {

    public SealedBundle {
        places = List.copyOf(places);
    }
}
