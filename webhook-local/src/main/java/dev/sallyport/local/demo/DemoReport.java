package dev.sallyport.local.demo;

import java.time.Duration;
import java.util.List;

/**
 * What came of a demo. It adds up: {@code sent = accepted + duplicates + rejected} unless a problem says otherwise.
 *
 * @param sent requests sent
 * @param accepted answered 202 as new
 * @param duplicates answered 202 as known
 * @param rejected answered otherwise
 * @param processed accepted webhooks that were published and are recorded as processed
 * @param lost accepted webhooks that were not
 * @param outOfOrder pairs published against the order in which they were accepted, where that order is certain
 * @param archiveMismatches accepted webhooks whose archived bytes are not those sent
 * @param took from the first request to the last check
 * @param problems everything that is not as it should be, a line each
 */
public record DemoReport(
        int sent,
        int accepted,
        int duplicates,
        int rejected,
        int processed,
        int lost,
        int outOfOrder,
        int archiveMismatches,
        Duration took,
        List<String> problems) {

    public DemoReport {
        problems = List.copyOf(problems);
    }

    /** Tells whether everything is as it should be. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
