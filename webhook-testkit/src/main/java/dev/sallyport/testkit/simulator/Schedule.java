package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** One run, from its seed to its verdict. */
final class Schedule {

    /** Longer than all waits of a run together; a run that takes longer goes round in circles. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST_STEPS = 40_000;

    private final World world;
    private final Scheduler scheduler;
    private final Trace trace;

    private Schedule(long seed, boolean traced, Function<InboundParts, SimulatedProcess> factory) {
        SplittableRandom random = new SplittableRandom(seed);
        Scenario scenario = Scenario.draw(random);
        this.trace = new Trace(traced);
        this.scheduler = new Scheduler(random, scenario.start(), scenario.stickiness(), MOST_STEPS);
        trace.follow(scheduler::instant);
        trace.say("run", "plays", null, scenario);
        this.world = new World(scenario, scheduler, random, trace, factory);
        Senders senders = new Senders(world);
        new Staff(world, senders);
    }

    /** Plays a run; the calling thread waits for it. */
    static Verdict play(long seed, boolean traced, Function<InboundParts, SimulatedProcess> factory) {
        return new Schedule(seed, traced, factory).play();
    }

    private Verdict play() {
        if (comesToRest(scheduler, world.history(), LONGEST)) {
            new FinalChecks(world).run();
        }
        int accepted = (int)
                world.history().events().stream().filter(SentEvent::isAccepted).count();
        return new Verdict(
                world.history().violations(),
                trace.lines(),
                world.faults().counts(),
                accepted,
                world.publisher().published().size(),
                scheduler.steps());
    }

    /** Plays until every script has ended; where the run breaks or never ends, that is what it violates. */
    static boolean comesToRest(Scheduler scheduler, History history, Duration longest) {
        long start = scheduler.now();
        scheduler.run();
        Throwable broken = scheduler.broken();
        if (broken != null) {
            history.violated(Guarantee.G1, "a use case threw " + broken + at(broken));
            return false;
        }
        if (scheduler.ranOutOfSteps() || scheduler.now() - start > longest.toNanos()) {
            history.violated(Guarantee.G1, "the run does not come to rest");
            return false;
        }
        return true;
    }

    private static String at(Throwable broken) {
        StackTraceElement[] frames = broken.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    /** What came of a run. */
    record Verdict(
            List<Violation> violations,
            List<String> trace,
            Map<FaultKind, Integer> faults,
            int accepted,
            int published,
            int steps) {}
}
