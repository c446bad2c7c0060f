package dev.sallyport.local.transfer;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was exported or imported.
 *
 * @param byKind how many there are of each kind of line
 * @param bodies how many webhooks came with their body
 * @param missing how many came without, since their body had expired
 * @param present of those imported, how many were there before
 * @param conflicts of those, how many are there with other contents, which were left as they are
 */
public record TransferCounts(Map<String, Long> byKind, long bodies, long missing, long present, long conflicts) {

    public TransferCounts {
        byKind = new TreeMap<>(byKind);
    }
}
