package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.testkit.simulator.stage.Actor;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Those to whom events are delivered: they fail, hang, ask for time, or go away, and watch what arrives. */
final class Receivers implements HttpSender {

    private static final FaultKind[] CRASH = {FaultKind.CRASH};
    private static final int LONGEST_ANSWER_MILLIS = 2_000;

    private final OutboundWorld world;
    private final PortCalls calls;
    private final Map<DeliveryId, Integer> arrivals = new HashMap<>();
    private final Map<DeliveryId, Integer> successes = new HashMap<>();
    private final Map<Actor, Map<DeliveryId, Delivery>> seen = new HashMap<>();

    Receivers(OutboundWorld world, PortCalls calls) {
        this.world = world;
        this.calls = calls;
    }

    /** Notes a delivery as the current actor last read it. */
    void saw(@Nullable Delivery delivery) {
        if (delivery != null) {
            seen.computeIfAbsent(world.scheduler().current(), none -> new HashMap<>())
                    .put(delivery.id(), delivery);
        }
    }

    @Override
    public SendOutcome send(SendRequest request) {
        int number = OutboundWorld.numberOf(request.target().host());
        EndpointId endpoint = world.registered().get(number).id();
        DeliveryId id = new DeliveryId(
                new EventId(Objects.requireNonNull(request.headers().first("Sallyport-Event-Id"))), endpoint);
        calls.pause();
        boolean dies = world.faults().draw(CRASH) != null;
        if (dies && world.random().nextBoolean()) {
            throw world.scheduler().current().host().crash();
        }
        arrive(id, Objects.requireNonNull(request.headers().first("Sallyport-Attempt")));
        SendOutcome outcome = outcome(number, request.deadline());
        if (outcome instanceof SendOutcome.Response response && response.status() / 100 == 2) {
            successes.merge(id, 1, Integer::sum);
        }
        world.scheduler().sleep(outcome.duration());
        world.scheduler().current().checkAlive();
        world.trace().say(world.scheduler().current(), "sends", id, outcome);
        if (dies) {
            throw world.scheduler().current().host().crash();
        }
        return outcome;
    }

    private void arrive(DeliveryId id, String attempt) {
        arrivals.merge(id, 1, Integer::sum);
        if (Integer.parseInt(attempt) > world.scenario().retry().attempts()) {
            world.violations().violated(Guarantee.G6, id + " is attempted for the " + attempt + "th time");
        }
        Actor actor = world.scheduler().current();
        Delivery known = seen.getOrDefault(actor, Map.of()).get(id);
        if (known == null) {
            world.violations().violated(Guarantee.G1, id + " is sent and was never read");
        } else if (actor.latestReading().isBefore(known.dueAt())) {
            world.violations()
                    .violated(
                            Guarantee.G6, id + " is sent at " + actor.latestReading() + " and due at " + known.dueAt());
        }
        checkLane(id);
    }

    private void checkLane(DeliveryId id) {
        Delivery sent = world.deliveries().find(id);
        if (sent == null || sent.lane() == null) {
            return;
        }
        for (Delivery other : world.deliveries().all()) {
            if (Objects.equals(other.lane(), sent.lane())
                    && other.position() < sent.position()
                    && !other.status().isTerminal()) {
                world.violations()
                        .violated(Guarantee.G2, id + " is sent while " + other.id() + " before it is pending");
            }
        }
    }

    private SendOutcome outcome(int number, Duration deadline) {
        RandomGenerator random = world.random();
        Duration took = Duration.ofMillis(random.nextInt(LONGEST_ANSWER_MILLIS));
        List<OutboundScenario.Receiving> behaviours = world.scenario().receivers();
        if (number >= behaviours.size()) {
            return answer(200, took);
        }
        OutboundScenario.Receiving behaviour = behaviours.get(number);
        if (random.nextDouble() < behaviour.goneRate()) {
            return answer(410, took);
        }
        if (random.nextDouble() >= behaviour.failureRate()) {
            return answer(204, took);
        }
        return switch (random.nextInt(4)) {
            case 0 -> new SendOutcome.Failed(DeliveryError.TIMEOUT, deadline);
            case 1 -> new SendOutcome.Failed(DeliveryError.CONNECT_FAILED, Duration.ZERO);
            case 2 -> answer(429, took, "Retry-After", "7");
            default -> answer(500, took);
        };
    }

    private static SendOutcome answer(int status, Duration took, String... headers) {
        return new SendOutcome.Response(status, Headers.of(headers), ResponseExcerpt.EMPTY, took);
    }

    /** Returns how often a delivery was sent. */
    int arrivals(DeliveryId id) {
        return arrivals.getOrDefault(id, 0);
    }

    /** Returns how often a delivery was taken. */
    int successes(DeliveryId id) {
        return successes.getOrDefault(id, 0);
    }

    /** Returns how many requests were sent in all. */
    int sent() {
        return arrivals.values().stream().mapToInt(Integer::intValue).sum();
    }
}
