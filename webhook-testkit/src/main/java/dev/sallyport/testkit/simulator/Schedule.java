package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import dev.sallyport.testkit.simulator.stage.Trace;
import dev.sallyport.testkit.simulator.stage.Verdict;
import java.time.Duration;
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
        if (scheduler.comesToRest(world.history().found(), LONGEST)) {
            new FinalChecks(world).run();
        }
        int accepted = (int)
                world.history().events().stream().filter(SentEvent::isAccepted).count();
        return new Verdict(
                world.history().found().all(),
                trace.lines(),
                world.faults().counts(),
                accepted,
                world.publisher().published().size(),
                scheduler.steps());
    }
}
