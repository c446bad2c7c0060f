package dev.sallyport.testkit.simulator;

import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryOrderPositionStore;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.InMemoryWebhookIntake;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.simulator.stage.Faults;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.ProcessHost;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import dev.sallyport.testkit.simulator.stage.Trace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What outlives the processes of a run, and the processes. */
final class World {

    private final Scenario scenario;
    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Trace trace;
    private final Faults faults;
    private final History history;
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    private final InMemoryProcessingQueue queue;
    private final List<ProcessHost<SimulatedProcess>> hosts = new ArrayList<>();
    private final Function<InstantSource, InboundParts> parts;

    World(
            Scenario scenario,
            Scheduler scheduler,
            SplittableRandom random,
            Trace trace,
            Function<InboundParts, SimulatedProcess> factory) {
        this.scenario = scenario;
        this.scheduler = scheduler;
        this.random = random;
        this.trace = trace;
        this.faults = new Faults(scenario.faultPlan(), scheduler, random);
        this.history = new History(trace);
        this.queue = new InMemoryProcessingQueue(
                scenario.brokerClock()
                        ? scheduler::instant
                        : () -> hosts.getFirst().clock());
        this.parts = partsFor(new PortCalls(scheduler, faults, random, trace));
        for (int i = 1; i <= scenario.processes(); i++) {
            hosts.add(new ProcessHost<>(
                    "process " + i, scheduler, random, trace, clock -> factory.apply(parts.apply(clock))));
        }
    }

    private Function<InstantSource, InboundParts> partsFor(PortCalls calls) {
        ObservedStore observedStore = new ObservedStore(store, history, scenario.retry());
        ObservedQueue observedQueue = new ObservedQueue(queue, history, faults, scheduler::wakeIdle);
        Attempts attempts = new Attempts(history, scheduler, scenario.retry());
        SplittableRandom jitter = random.split();
        InboundParts.Builder builder = InboundParts.builder()
                .providers(SimulatedProvider.configured(scenario))
                .store(new FaultyStore(observedStore, calls, scheduler))
                .archive(new FaultyArchive(archive, calls))
                .queue(new FaultyQueue(observedQueue, calls, attempts, scheduler))
                .publisher(new FaultyPublisher(publisher, calls, attempts, faults, random))
                .repairRuns(new FaultyRepairRuns(new InMemoryRepairRunStore(), calls))
                .random(() -> jitter);
        if (scenario.remembersPositions()) {
            builder.positions(new FaultyPositions(new InMemoryOrderPositionStore(), calls));
        }
        if (scenario.oneDatabase()) {
            builder.intake(new FaultyIntake(new InMemoryWebhookIntake(archive, observedStore, observedQueue), calls));
        }
        if (scenario.handler()) {
            builder.handler(new FaultyHandler(calls, attempts, history, faults, trace, scheduler));
        }
        return clock -> builder.clock(clock).build();
    }

    /** Returns any of the processes. */
    ProcessHost<SimulatedProcess> anyHost() {
        return hosts.get(random.nextInt(hosts.size()));
    }

    List<ProcessHost<SimulatedProcess>> hosts() {
        return hosts;
    }

    /** Tells whether nothing is under way any more, neither in what outlives the processes nor in them. */
    boolean isQuiet() {
        return hosts.stream().noneMatch(ProcessHost::isBusy)
                && queue.size() == 0
                && !scheduler.hasLateEffects()
                && store.all().stream().allMatch(World::isTerminal);
    }

    private static boolean isTerminal(WebhookRecord record) {
        return record.status().isTerminal();
    }

    Scenario scenario() {
        return scenario;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SplittableRandom random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    History history() {
        return history;
    }

    InMemoryWebhookStore store() {
        return store;
    }

    InMemoryPayloadArchive archive() {
        return archive;
    }

    InMemoryEventPublisher publisher() {
        return publisher;
    }
}
