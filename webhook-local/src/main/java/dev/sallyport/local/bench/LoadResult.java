package dev.sallyport.local.bench;

import java.time.Duration;
import java.util.BitSet;

/**
 * What came of a load.
 *
 * @param accepted the numbers of the events that were answered as {@link LoadRequests#success()} says
 * @param refused how many were answered otherwise
 * @param failed how many were not answered
 * @param took from the first request to the last answer
 * @param latencies of the accepted: from sending to the whole answer, or, at a fixed rate, from the moment at which the
 *     request was due, so that a server that stalls is not spared the requests that it kept from being sent
 */
public record LoadResult(BitSet accepted, int refused, int failed, Duration took, Latencies latencies) {

    /** Returns how many were accepted each second. */
    public double perSecond() {
        return accepted.cardinality() / (took.toNanos() / 1e9);
    }
}
