package dev.sallyport.testkit.simulator.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.ProcessHost;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Those who act in a run of outbound delivery: tenants' systems that post events, workers, and sweepers. */
final class OutboundStaff {

    private static final int LARGEST_BATCH = 4;
    private static final int LARGEST_SWEEP = 20;
    private static final double REPEATED = 0.1;
    private static final double UNWANTED = 0.2;
    private static final Duration SHORTEST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(40);
    private static final int LONGEST_SWEEP_PAUSE_MILLIS = 30_000;
    private static final int LONGEST_PAUSE_MILLIS = 4_000;
    private static final int LONGEST_WAIT_MILLIS = 20_000;

    private final OutboundWorld world;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final List<PostedEvent> posted = new ArrayList<>();
    private int posting;
    private boolean allDone;

    OutboundStaff(OutboundWorld world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.random = world.random();
        for (int i = 0; i < world.scenario().senders(); i++) {
            String name = String.valueOf((char) ('a' + i));
            posting++;
            scheduler.add("sender " + name, () -> {
                post(name);
                posting--;
            });
        }
        int number = 1;
        for (ProcessHost<OutboundProcess> host : world.hosts()) {
            String suffix = " " + number++;
            for (int i = 0; i < world.scenario().workers(); i++) {
                scheduler.add("worker" + suffix + (char) ('a' + i), () -> work(host));
            }
            scheduler.add("sweeper" + suffix, () -> sweep(host));
        }
    }

    /** Returns the events that anyone began to post. */
    List<PostedEvent> posted() {
        return posted;
    }

    private boolean isAllDone() {
        allDone = allDone || (posting == 0 && world.isQuiet());
        return allDone;
    }

    private void post(String sender) {
        for (int i = 1; i <= world.scenario().eventsPerSender(); i++) {
            scheduler.sleep(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
            PostedEvent event = new PostedEvent(
                    sender + i,
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? null : new OrderingKey("key-" + random.nextInt(2)),
                    random.nextDouble() >= UNWANTED);
            posted.add(event);
            world.trace().name(event.id().value().substring("evt_".length()), event.name);
            event.postedAt = scheduler.steps();
            while (!isAnswered(event) || random.nextDouble() < REPEATED) {
                scheduler.sleep(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)));
            }
        }
    }

    private boolean isAnswered(PostedEvent event) {
        scheduler.pause();
        AcceptEventResult result =
                world.anyHost().run(process -> process.accepting().accept(event.command()));
        world.trace().say(scheduler.current(), "posts", event.name, result == null ? "no answer" : result);
        switch (result) {
            case AcceptEventResult.Accepted accepted -> {
                if (!accepted.id().equals(event.id())) {
                    world.violations().violated(Guarantee.G3, event.name + " was accepted as " + accepted.id());
                }
                event.acceptedAt = Math.min(event.acceptedAt, scheduler.steps());
                return true;
            }
            case AcceptEventResult.Unavailable unavailable -> {
                return false;
            }
            case null -> {
                return false;
            }
            case AcceptEventResult other -> {
                world.violations().violated(Guarantee.G1, event.name + " was refused: " + other);
                return true;
            }
        }
    }

    private void work(ProcessHost<OutboundProcess> host) {
        Duration rest = SHORTEST_REST;
        while (!isAllDone()) {
            if (host.isDown()) {
                scheduler.sleepUntil(host.startAt());
            }
            int limit = 1 + random.nextInt(LARGEST_BATCH);
            Integer taken = host.run(process -> process.dispatching().dispatch(limit));
            if (taken != null && taken > 0) {
                rest = SHORTEST_REST;
            } else {
                scheduler.idle(rest);
                rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
            }
        }
    }

    /** Refills the queue of a process that has started, as hosts do, and sweeps from then on. */
    private void sweep(ProcessHost<OutboundProcess> host) {
        int refilled = -1;
        while (!isAllDone()) {
            if (refilled != host.incarnation()) {
                refilled = host.incarnation();
                host.run(process -> process.sweeping().refill());
            }
            scheduler.sleep(Duration.ofMillis(random.nextInt(LONGEST_SWEEP_PAUSE_MILLIS)));
            host.run(process -> process.sweeping().sweep(LARGEST_SWEEP));
        }
    }

    /** An event that someone posts until it is accepted. */
    static final class PostedEvent {

        private final String name;
        private final boolean byKey;
        private final @Nullable OrderingKey key;
        private final boolean wanted;
        private int postedAt;
        private int acceptedAt = Integer.MAX_VALUE;

        PostedEvent(String name, boolean byKey, @Nullable OrderingKey key, boolean wanted) {
            this.name = name;
            this.byKey = byKey;
            this.key = key;
            this.wanted = wanted;
        }

        EventId id() {
            return byKey
                    ? EventId.ofIdempotencyKey(OutboundWorld.TENANT, name)
                    : EventId.ofOwnId(OutboundWorld.TENANT, name);
        }

        AcceptEventCommand command() {
            String body = wanted ? "{\"wanted\":true,\"name\":\"" + name + "\"}" : OutboundWorld.UNWANTED;
            AcceptEventCommand.Builder command = AcceptEventCommand.builder()
                    .tenant(OutboundWorld.TENANT)
                    .type(new EventType("thing.happened"))
                    .body(RawPayload.adopt(body.getBytes(UTF_8)))
                    .orderingKey(key);
            return (byKey ? command.idempotencyKey(name) : command.ownId(name)).build();
        }

        boolean isAccepted() {
            return acceptedAt < Integer.MAX_VALUE;
        }

        /** Tells whether it was accepted before another was first posted, and both are of one key. */
        boolean precedes(PostedEvent other) {
            return key != null && key.equals(other.key) && acceptedAt < other.postedAt;
        }

        boolean isWanted() {
            return wanted;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
