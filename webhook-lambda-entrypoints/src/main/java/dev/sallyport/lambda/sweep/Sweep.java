package dev.sallyport.lambda.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase.SweepReport;
import dev.sallyport.core.port.in.SweepStrandedUseCase;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.hosting.repair.RepairRounds;
import dev.sallyport.lambda.telemetry.Invocations;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One sweep: tenants of the configuration are set up once in a process, stranded webhooks and due deliveries are queued,
 * and what time is left belongs to the runs of redrive and replay. Two sweeps at once do no harm.
 */
public final class Sweep {

    private static final int PAGE = 1_000;

    /** What a step that is begun may take. */
    private static final Duration RESERVE = Duration.ofSeconds(8);

    private final SweepStrandedUseCase stranded;
    private final SweepDeliveriesUseCase deliveries;
    private final RepairRounds repairs;
    private final Runnable settingUp;
    private final Invocations invocations;
    private final Consumer<Duration> resting;
    private boolean setUp;

    /**
     * Makes it.
     *
     * @param settingUp sets up the tenants of the configuration
     * @param resting waits for a time
     */
    Sweep(
            SweepStrandedUseCase stranded,
            SweepDeliveriesUseCase deliveries,
            RepairRounds repairs,
            Runnable settingUp,
            Invocations invocations,
            Consumer<Duration> resting) {
        this.stranded = stranded;
        this.deliveries = deliveries;
        this.repairs = repairs;
        this.settingUp = settingUp;
        this.invocations = invocations;
        this.resting = resting;
    }

    synchronized SweepAnswer run(Context context) {
        return invocations.run(context, null, () -> {
            setUpOnce();
            int requeued = requeueStranded(context);
            SweepReport swept = sweepDeliveries(context);
            return new SweepAnswer(requeued, swept.woken(), swept.told(), swept.removed(), repair(context));
        });
    }

    private void setUpOnce() {
        if (!setUp) {
            try {
                settingUp.run();
                setUp = true;
            } catch (PortException e) {
                // The next sweep is only a minute away; the rest of this one need not wait for it.
                invocations.fault("setting up tenants", e);
            }
        }
    }

    private int requeueStranded(Context context) {
        int all = 0;
        int some = stranded.sweep();
        while (some > 0 && left(context).isPositive()) {
            all += some;
            some = stranded.sweep();
        }
        return all + some;
    }

    private SweepReport sweepDeliveries(Context context) {
        SweepReport all = new SweepReport(0, 0, 0);
        SweepReport some = all;
        do {
            some = deliveries.sweep(PAGE);
            all = new SweepReport(all.woken() + some.woken(), all.told() + some.told(), all.removed() + some.removed());
        } while ((some.woken() == PAGE || some.told() == PAGE || some.removed() == PAGE)
                && left(context).isPositive());
        return all;
    }

    private int repair(Context context) {
        int rounds = 0;
        boolean underWay = repairs.isUnderWay();
        while (underWay && left(context).isPositive()) {
            Duration rest = repairs.advance();
            rounds++;
            // What has come to its end is not waited for: a function that rests is paid for.
            underWay = repairs.isUnderWay();
            if (underWay) {
                if (rest.compareTo(left(context)) >= 0) {
                    return rounds;
                }
                resting.accept(rest);
            }
        }
        return rounds;
    }

    private static Duration left(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    }
}
