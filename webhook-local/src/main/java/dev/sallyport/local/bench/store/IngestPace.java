package dev.sallyport.local.bench.store;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast a store took webhooks in and published them.
 *
 * @param perSecond webhooks a second
 * @param cpuPerWebhook the process's processor time for each
 */
public record IngestPace(double perSecond, Duration cpuPerWebhook) {

    static IngestPace medianOf(List<IngestPace> rounds) {
        return new IngestPace(
                middle(rounds, IngestPace::perSecond).perSecond(),
                middle(rounds, pace -> pace.cpuPerWebhook().toNanos()).cpuPerWebhook());
    }

    private static IngestPace middle(List<IngestPace> rounds, ToDoubleFunction<IngestPace> value) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(value))
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
