package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.AdvanceResult;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.testkit.simulator.stage.ProcessHost;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Those who work inside the processes of a run: workers, a sweeper for each process, and perhaps an operator. */
final class Staff {

    private static final int LARGEST_BATCH = 6;
    private static final Duration SHORTEST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(40);
    private static final int LONGEST_SWEEP_PAUSE_MILLIS = 30_000;
    private static final int LONGEST_OPERATOR_PAUSE_MILLIS = 200_000;
    private static final int OPERATOR_VISITS = 2;
    private static final int PER_SECOND = 100;

    private final World world;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Senders senders;
    private boolean operatorAtWork;
    private boolean allDone;

    Staff(World world, Senders senders) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.random = world.random();
        this.senders = senders;
        int number = 1;
        for (ProcessHost<SimulatedProcess> host : world.hosts()) {
            String suffix = " " + number++;
            for (int i = 0; i < world.scenario().workers(); i++) {
                scheduler.add("worker" + suffix + (char) ('a' + i), () -> work(host));
            }
            scheduler.add("sweeper" + suffix, () -> sweep(host));
        }
        if (world.scenario().operator()) {
            operatorAtWork = true;
            scheduler.add("operator", this::operate);
        }
    }

    /** Tells whether nothing is left to do for anyone; from then on it stays so. */
    private boolean isAllDone() {
        allDone = allDone || (senders.areDone() && !operatorAtWork && world.isQuiet());
        return allDone;
    }

    private void work(ProcessHost<SimulatedProcess> host) {
        Duration rest = SHORTEST_REST;
        while (!isAllDone()) {
            if (host.isDown()) {
                scheduler.sleepUntil(host.startAt());
            }
            int limit = 1 + random.nextInt(LARGEST_BATCH);
            Integer taken = host.run(process -> process.working().workOnce(limit));
            if (taken != null && taken > 0) {
                rest = SHORTEST_REST;
            } else {
                scheduler.idle(rest);
                rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
            }
        }
    }

    private void sweep(ProcessHost<SimulatedProcess> host) {
        while (!isAllDone()) {
            scheduler.sleep(Duration.ofMillis(random.nextInt(LONGEST_SWEEP_PAUSE_MILLIS)));
            host.run(process -> process.sweeping().sweep());
        }
    }

    private void operate() {
        for (int visit = 0; visit < OPERATOR_VISITS; visit++) {
            scheduler.sleep(Duration.ofMillis(random.nextInt(LONGEST_OPERATOR_PAUSE_MILLIS)));
            world.history().events().forEach(event -> world.publisher().takeAgain(event.id()));
            StartRepairCommand command = random.nextInt(3) == 0
                    ? command(RepairRun.Kind.REPLAY, WebhookStatus.PROCESSED)
                    : command(RepairRun.Kind.REDRIVE, WebhookStatus.DEAD);
            try {
                world.anyHost().run(process -> process.repairing().start(command));
            } catch (PortException e) {
                // The operator sees an error; the run may exist all the same.
                world.trace().say("operator", "cannot start a run");
            }
            finishRuns();
        }
        operatorAtWork = false;
    }

    private static StartRepairCommand command(RepairRun.Kind kind, WebhookStatus status) {
        return new StartRepairCommand(
                kind, new RepairSelection.Matching(status, null, null, null, null), false, PER_SECOND);
    }

    /** Goes on with whatever run is not at its end, as a host does after a start. */
    private void finishRuns() {
        boolean finished = false;
        while (!finished) {
            try {
                Boolean all = world.anyHost().run(process -> advanceAll(process.repairing()));
                finished = all != null && all;
            } catch (PortException e) {
                world.trace().say("operator", "cannot see the runs");
            }
            scheduler.sleep(Duration.ofSeconds(1));
        }
    }

    private static boolean advanceAll(RepairWebhooksUseCase repairing) {
        List<RepairRun> running = repairing.running();
        boolean all = true;
        for (RepairRun run : running) {
            all &= repairing.advance(run.id()) instanceof AdvanceResult.Ended;
        }
        return all;
    }
}
