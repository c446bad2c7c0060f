package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.ProcessHost;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The providers of a run: each sends its events one after the other, and each until it is accepted or it gives up. */
final class Senders {

    private static final List<SimulatedProvider> PROVIDERS = List.of(SimulatedProvider.values());

    private static final int MOST_TRIES = 12;
    private static final double GIVES_UP = 0.02;
    private static final double FORGED = 0.1;
    private static final double CHANGED = 0.3;
    private static final double REPEATED = 0.1;
    private static final double NEVER_SENT = 0.15;
    private static final int LONGEST_PAUSE_MILLIS = 4_000;
    private static final int LONGEST_WAIT_MILLIS = 20_000;
    private static final int LONGEST_DELAY_MILLIS = 90_000;
    private static final int LATE_COPIES = 2;
    private static final int POSITIONS = 6;
    private static final long FIRST_POSITION = 1_772_366_400;

    private final World world;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final SimulatedProvider usual;
    private final List<SentEvent> started = new ArrayList<>();
    private final Map<OrderingKey, Long> numbers = new HashMap<>();
    private int working;

    Senders(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.random = world.random();
        this.usual = world.scenario().sequence() == null ? anyProvider() : SimulatedProvider.NUMBERED;
        for (int i = 0; i < world.scenario().senders(); i++) {
            String name = String.valueOf((char) ('a' + i));
            List<SentEvent> events = eventsOf(name);
            add("sender " + name, () -> send(events));
        }
        if (world.scenario().faults().contains(FaultKind.DUPLICATE_REQUEST)) {
            add("late copies", this::sendLateCopies);
        }
    }

    private void add(String name, Runnable script) {
        working++;
        scheduler.add(name, () -> {
            script.run();
            working--;
        });
    }

    /** Tells whether no provider will send anything any more. */
    boolean areDone() {
        return working == 0;
    }

    private SimulatedProvider anyProvider() {
        return PROVIDERS.get(random.nextInt(PROVIDERS.size()));
    }

    private List<SentEvent> eventsOf(String sender) {
        List<SentEvent> events = new ArrayList<>();
        for (int i = 1; i <= world.scenario().eventsPerSender(); i++) {
            SentEvent event = newEvent(sender + i);
            events.add(event);
            world.history().add(event);
            if (random.nextDouble() < world.scenario().poisonRate()) {
                world.publisher().refuse(event.id(), "refused-always");
                world.faults().note(FaultKind.BUS_REFUSAL);
                world.trace().say(event, "is refused by the bus until an operator comes");
            }
        }
        return events;
    }

    private SentEvent newEvent(String name) {
        SimulatedProvider provider = random.nextInt(4) == 0 ? anyProvider() : usual;
        String entity = "entity-" + random.nextInt(world.scenario().entities());
        long position = provider == SimulatedProvider.NUMBERED
                ? nextNumber(name, entity)
                : FIRST_POSITION + random.nextInt(POSITIONS);
        return new SentEvent(name, provider, entity, position, world.scenario());
    }

    /** Counts within the event's key; now and then a number is given to an event that is never sent. */
    private long nextNumber(String name, String entity) {
        OrderingKey key = new SentEvent(name, SimulatedProvider.NUMBERED, entity, 0, world.scenario()).key();
        int step = random.nextDouble() < NEVER_SENT ? 2 : 1;
        return numbers.merge(key, (long) step, Long::sum);
    }

    private void send(List<SentEvent> events) {
        for (SentEvent event : events) {
            pauseUpTo(LONGEST_PAUSE_MILLIS);
            started.add(event);
            for (int tried = 0; tried < MOST_TRIES && !isAnsweredWell(event, tried); tried++) {
                if (random.nextDouble() < GIVES_UP) {
                    break;
                }
            }
        }
    }

    private boolean isAnsweredWell(SentEvent event, int tried) {
        if (world.faults().happens(FaultKind.FORGED_REQUEST, FORGED)) {
            forge(event);
        }
        boolean changed =
                tried > 0 && event.provider().namesEvents() && world.faults().happens(FaultKind.CHANGED_BODY, CHANGED);
        OutboundRequest request = event.request(scheduler.instant(), changed ? tried : 0);
        ReceiveWebhookResult result = deliver(event, request);
        if (result instanceof ReceiveWebhookResult.Accepted
                && world.faults().happens(FaultKind.DUPLICATE_REQUEST, REPEATED)) {
            result = deliver(event, request);
        }
        return switch (result) {
            case ReceiveWebhookResult.Accepted accepted -> true;
            case ReceiveWebhookResult.Unavailable unavailable -> {
                scheduler.sleep(unavailable.retryAfter());
                yield false;
            }
            case ReceiveWebhookResult.Refused refused -> {
                pauseUpTo(LONGEST_WAIT_MILLIS);
                yield false;
            }
            case ReceiveWebhookResult.Answered answered -> true;
            case ReceiveWebhookResult.UnknownProvider unknown -> true;
            case null -> {
                pauseUpTo(LONGEST_WAIT_MILLIS);
                yield false;
            }
        };
    }

    /** Delivers a genuine request; null if no answer comes. */
    private @Nullable ReceiveWebhookResult deliver(SentEvent event, OutboundRequest request) {
        event.sent(scheduler.steps());
        scheduler.pause();
        boolean calm = world.faults().isCalm();
        ReceiveWebhookResult result = receive(event.provider(), request, event.name());
        switch (result) {
            case ReceiveWebhookResult.Accepted accepted -> accept(event, accepted.id());
            case ReceiveWebhookResult.Refused refused -> {
                if (!event.provider().isTimed()) {
                    world.history()
                            .violated(Guarantee.G5, "the genuine " + event + " was refused: " + refused.reason());
                }
            }
            case ReceiveWebhookResult.Unavailable unavailable -> {
                if (calm) {
                    world.history().violated(Guarantee.G1, event + " was put off though nothing was wrong");
                }
            }
            case ReceiveWebhookResult.Answered answered ->
                world.history().violated(Guarantee.G1, event + " was taken for a handshake");
            case ReceiveWebhookResult.UnknownProvider unknown ->
                world.history().violated(Guarantee.G1, "nobody knows the provider of " + event);
            case null -> {}
        }
        return result;
    }

    private void accept(SentEvent event, WebhookId id) {
        event.accepted(scheduler.steps());
        if (!id.equals(event.id())) {
            world.history().violated(Guarantee.G3, event + " was accepted as " + id + " instead of " + event.id());
        }
    }

    private void forge(SentEvent event) {
        boolean known = random.nextBoolean();
        String name = known ? event.name() : event.name() + "-never-sent";
        OutboundRequest request = event.provider()
                .forged(name, event.provider().body(name, "entity-0", FIRST_POSITION, -1), scheduler.instant());
        if (known && random.nextBoolean()) {
            OutboundRequest genuine = event.request(scheduler.instant(), 0);
            request = genuine.withBody(event.provider().body(name, "entity-1", FIRST_POSITION, -2));
        }
        ReceiveWebhookResult result = receive(event.provider(), request, "a forged " + name);
        if (result != null && !(result instanceof ReceiveWebhookResult.Refused)) {
            world.history().violated(Guarantee.G5, "a forged " + name + " was not refused: " + result);
        }
    }

    private @Nullable ReceiveWebhookResult receive(SimulatedProvider provider, OutboundRequest request, String what) {
        ProcessHost<SimulatedProcess> host = world.anyHost();
        ReceiveWebhookResult result = host.run(process -> process.receiving()
                .receive(new ReceiveWebhookCommand(provider.id(), request.receivedAt(host.clock()))));
        world.trace().say(scheduler.current(), "sends", what, result == null ? "no answer" : result);
        return result;
    }

    /** What hung somewhere in the network, or a provider's second thoughts: requests that arrive again, much later. */
    private void sendLateCopies() {
        for (int i = 0; i < LATE_COPIES; i++) {
            pauseUpTo(LONGEST_DELAY_MILLIS);
            if (!started.isEmpty()) {
                SentEvent event = started.get(random.nextInt(started.size()));
                List<OutboundRequest> requests = event.requests();
                if (!requests.isEmpty()) {
                    world.faults().note(FaultKind.DUPLICATE_REQUEST);
                    deliver(event, requests.get(random.nextInt(requests.size())));
                }
            }
        }
    }

    private void pauseUpTo(int millis) {
        scheduler.sleep(Duration.ofMillis(random.nextInt(millis)));
    }
}
