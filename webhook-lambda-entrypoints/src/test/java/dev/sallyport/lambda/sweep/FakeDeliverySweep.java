package dev.sallyport.lambda.sweep;

import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import java.util.Deque;

/** Answers what it is given, and nothing when that is used up. */
final class FakeDeliverySweep implements SweepDeliveriesUseCase {

    private final Deque<SweepReport> reports;

    FakeDeliverySweep(Deque<SweepReport> reports) {
        this.reports = reports;
    }

    @Override
    public SweepReport sweep(int limit) {
        return reports.isEmpty() ? new SweepReport(0, 0, 0) : reports.pop();
    }

    @Override
    public int refill() {
        throw new UnsupportedOperationException("a queue that outlives the process needs no refilling");
    }
}
