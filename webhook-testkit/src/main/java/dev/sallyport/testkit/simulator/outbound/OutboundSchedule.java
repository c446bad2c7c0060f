package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import dev.sallyport.testkit.simulator.stage.Trace;
import dev.sallyport.testkit.simulator.stage.Verdict;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Function;

/** One run of outbound delivery, from its seed to its verdict. */
public final class OutboundSchedule {

    /** Longer than all waits of a run together; a run that takes longer goes round in circles. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private static final int MOST_STEPS = 60_000;

    private OutboundSchedule() {}

    /**
     * Plays a run; the calling thread waits for it.
     *
     * @param traced whether what happens is written down
     * @param factory starts a process; called again after each crash
     */
    public static Verdict play(long seed, boolean traced, Function<OutboundParts, OutboundProcess> factory) {
        SplittableRandom random = new SplittableRandom(seed);
        OutboundScenario scenario = OutboundScenario.draw(random);
        Trace trace = new Trace(traced);
        Scheduler scheduler = new Scheduler(random, scenario.start(), scenario.stickiness(), MOST_STEPS);
        trace.follow(scheduler::instant);
        trace.say("run", "plays", null, scenario);
        OutboundWorld world = new OutboundWorld(scenario, scheduler, random, trace, factory);
        OutboundStaff staff = new OutboundStaff(world);
        if (scheduler.comesToRest(world.violations(), LONGEST)) {
            new OutboundChecks(world, staff.posted()).run();
        }
        int accepted = (int) staff.posted().stream()
                .filter(OutboundStaff.PostedEvent::isAccepted)
                .count();
        return new Verdict(
                world.violations().all(),
                trace.lines(),
                world.faults().counts(),
                accepted,
                world.receivers().sent(),
                scheduler.steps());
    }
}
