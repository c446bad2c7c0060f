package dev.sallyport.local.bench.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark of delivering measured.
 *
 * @param alone healthy endpoints with nobody beside them
 * @param besideHanging the same traffic to them while nine times as much goes to endpoints that never answer
 * @param fastest as many as the gateway takes, to receivers that answer at once
 * @param slow deliveries that become due at one instant, to receivers that take their time
 * @param mostInFlight how many requests waited for those receivers' answers at one time
 * @param mostMemory the most memory, in bytes, that the gateway had resident by then; null where the system does not tell
 * @param loadAverage the machine's load average of the last minute, at the end; negative where it is not known
 */
public record DeliverReport(
        DeliverRun alone,
        DeliverRun besideHanging,
        DeliverRun fastest,
        DeliverRun slow,
        int mostInFlight,
        @Nullable Long mostMemory,
        double loadAverage) {

    /** Returns all runs in the order in which they were made. */
    public List<DeliverRun> runs() {
        return List.of(alone, besideHanging, fastest, slow);
    }

    /** Returns how many times as long 99 of 100 deliveries to healthy endpoints take beside hanging ones. */
    public double slowdown() {
        // What took less than a millisecond is kept as none.
        return besideHanging.toDeliveryP99().toNanos()
                / (double) Math.max(1_000_000, alone.toDeliveryP99().toNanos());
    }

    /** Tells whether everything was accepted and is as it should be. */
    public boolean passed() {
        return runs().stream().allMatch(run -> run.lost() == 0 && run.refused() == 0);
    }
}
