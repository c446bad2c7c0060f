package dev.sallyport.local.bench;

import java.util.List;

/**
 * What a benchmark of ingest measured.
 *
 * @param runs one for each number of connections
 * @param losses what became of all that was accepted, warm-up included
 * @param accepted how many that were
 * @param loadAverage the machine's load average of the last minute, at the end; negative where it is not known
 */
public record IngestReport(List<IngestRun> runs, LossCheck losses, int accepted, double loadAverage) {

    public IngestReport {
        runs = List.copyOf(runs);
    }

    /** Tells whether everything was answered 202 and is where it should be. */
    public boolean passed() {
        return losses.lost() == 0
                && losses.unexpected() == 0
                && runs.stream().allMatch(run -> run.refused() == 0 && run.failed() == 0);
    }
}
