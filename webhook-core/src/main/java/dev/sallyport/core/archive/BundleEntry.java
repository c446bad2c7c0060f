package dev.sallyport.core.archive;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;

/**
 * One webhook in a bundle. Immutable.
 *
 * @param key the name under which the archive knows it
 * @param head everything but the body, as text in whatever form the archive writes; it must be well-formed Unicode
 * @param sha256 the digest of the body as computed when it arrived
 * @param body the exact bytes received
 */
public record BundleEntry(ArchiveKey key, String head, Sha256 sha256, RawPayload body) {

    /** Names key and size only: what a webhook says never reaches a log (guarantee G5). */
    @Override
    public String toString() {
        return "BundleEntry[" + key + ", " + body.size() + " bytes]";
    }
}
