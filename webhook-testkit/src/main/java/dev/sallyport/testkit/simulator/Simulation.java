package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.testkit.simulator.outbound.OutboundProcess;
import dev.sallyport.testkit.simulator.outbound.OutboundSchedule;
import dev.sallyport.testkit.simulator.stage.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Plays runs of the gate, or of outbound delivery, and checks the guarantees G1 to G6 after each. A seed gives the same run on every machine.
 *
 * <p>Safe to use from several threads at once: runs share nothing.
 */
public final class Simulation {

    private static final int MOST_FAILURES = 5;

    private final Playing playing;

    private Simulation(Playing playing) {
        this.playing = playing;
    }

    /** Makes a simulation of the core's own use cases. */
    public static Simulation ofCore() {
        return of(SimulatedProcess::of);
    }

    /**
     * Makes a simulation of other use cases over the same parts.
     *
     * @param factory starts a process; called again after each crash
     */
    public static Simulation of(Function<InboundParts, SimulatedProcess> factory) {
        return new Simulation((seed, traced) -> Schedule.play(seed, traced, factory));
    }

    /** Makes a simulation of the core's own use cases of outbound delivery. */
    public static Simulation ofOutboundCore() {
        return ofOutbound(OutboundProcess::of);
    }

    /**
     * Makes a simulation of other use cases of outbound delivery over the same parts. What its report calls published
     * are the requests sent.
     *
     * @param factory starts a process; called again after each crash
     */
    public static Simulation ofOutbound(Function<OutboundParts, OutboundProcess> factory) {
        return new Simulation((seed, traced) -> OutboundSchedule.play(seed, traced, factory));
    }

    /**
     * Plays one run after the other; ends early after five that broke a guarantee, or when the calling thread is
     * interrupted, which stays interrupted.
     *
     * @param firstSeed the seed of the first run; the next has the next number
     * @param seeds how many runs, at least 1
     * @param progress is told after each run how many there have been
     */
    public SimulationReport run(long firstSeed, long seeds, LongConsumer progress) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Tally tally = new Tally(firstSeed);
        onVirtualThread(cancelled, () -> {
            for (long i = 0; i < seeds && tally.failures() < MOST_FAILURES && !cancelled.get(); i++) {
                Verdict verdict = playing.play(firstSeed + i, false);
                tally.add(verdict);
                if (!verdict.violations().isEmpty()) {
                    tally.add(traced(firstSeed + i));
                }
                progress.accept(i + 1);
            }
        });
        return tally.report();
    }

    /** Plays one run again and writes down each step; without violations if it breaks no guarantee. */
    public FailedSchedule replay(long seed) {
        List<FailedSchedule> played = new ArrayList<>(1);
        onVirtualThread(new AtomicBoolean(), () -> played.add(traced(seed)));
        return played.getFirst();
    }

    private FailedSchedule traced(long seed) {
        Verdict verdict = playing.play(seed, true);
        return new FailedSchedule(seed, verdict.violations(), verdict.trace());
    }

    /** The thread that waits for the actors of a run is of their kind: handing over to another kind is dear. */
    private static void onVirtualThread(AtomicBoolean cancelled, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread driver = Thread.ofVirtual().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        boolean interrupted = false;
        while (driver.isAlive()) {
            try {
                driver.join();
            } catch (InterruptedException e) {
                interrupted = true;
                cancelled.set(true);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the simulator itself failed", e.getCause());
        }
    }

    /** Plays one run of a seed. */
    @FunctionalInterface
    private interface Playing {

        Verdict play(long seed, boolean traced);
    }
}
