package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.testkit.simulator.outbound.OutboundStaff.PostedEvent;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the guarantees after a run of outbound delivery has come to rest. */
final class OutboundChecks {

    private final OutboundWorld world;
    private final List<PostedEvent> posted;
    private final Violations violations;

    OutboundChecks(OutboundWorld world, List<PostedEvent> posted) {
        this.world = world;
        this.posted = posted;
        this.violations = world.violations();
    }

    void run() {
        posted.forEach(this::checkFates);
        world.deliveries().all().forEach(this::checkEnd);
        checkPrecedence();
        checkNotices();
    }

    /** G1: every event that was accepted has one delivery for each endpoint, and each has ended. */
    private void checkFates(PostedEvent event) {
        List<Endpoint> subscribers =
                world.registered().subList(0, world.registered().size() - 1);
        if (event.isAccepted()) {
            for (int i = 0; i < subscribers.size(); i++) {
                DeliveryId id = new DeliveryId(event.id(), subscribers.get(i).id());
                Delivery delivery = world.deliveries().find(id);
                if (delivery == null) {
                    violations.violated(Guarantee.G1, event + " was accepted and has no delivery to endpoint-" + i);
                } else if (!event.isWanted()
                        && world.scenario().receivers().get(i).filtered()
                        && delivery.status() == DeliveryStatus.DELIVERED) {
                    violations.violated(Guarantee.G1, id + " was delivered though the filter does not choose it");
                }
            }
        }
    }

    private void checkEnd(Delivery delivery) {
        DeliveryId id = delivery.id();
        if (!delivery.status().isTerminal()) {
            violations.violated(Guarantee.G1, id + " stays pending");
        }
        if (delivery.status() == DeliveryStatus.DELIVERED && world.receivers().successes(id) == 0) {
            violations.violated(Guarantee.G1, id + " is recorded as delivered and nobody took it");
        }
        List<Integer> numbers = world.deliveries().attemptsOf(id.event()).stream()
                .filter(attempt -> attempt.delivery().equals(id))
                .map(Attempt::number)
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
                violations.violated(Guarantee.G6, id + " has attempts " + numbers);
            }
        }
        if (numbers.size() != delivery.attempts()) {
            violations.violated(
                    Guarantee.G6, id + " counts " + delivery.attempts() + " attempts and holds " + numbers.size());
        }
    }

    /** G2 as tenants see it: accepted before the other was posted means before it in every lane. */
    private void checkPrecedence() {
        for (PostedEvent one : posted) {
            for (PostedEvent other : posted) {
                if (one.precedes(other)) {
                    for (Endpoint endpoint : world.registered()) {
                        Delivery first = world.deliveries().find(new DeliveryId(one.id(), endpoint.id()));
                        Delivery second = world.deliveries().find(new DeliveryId(other.id(), endpoint.id()));
                        if (first != null
                                && second != null
                                && first.lane() != null
                                && first.position() >= second.position()) {
                            violations.violated(Guarantee.G2, one + " was accepted before " + other + " was posted");
                        }
                    }
                }
            }
        }
    }

    /** G3: what was decided to be told is told as one event, and nothing else is. */
    private void checkNotices() {
        Set<EventId> expected = new HashSet<>();
        for (ObservedEndpoints.Notice notice : world.observedEndpoints().decided()) {
            EventId id = EventId.ofOperational(
                    OutboundWorld.TENANT,
                    notice.endpoint() + "/" + notice.episode() + "/"
                            + notice.notice().code());
            expected.add(id);
            if (world.deliveries().findEvent(id) == null) {
                violations.violated(Guarantee.G1, notice + " was never told");
            }
        }
        for (Delivery delivery : world.deliveries().all()) {
            boolean operational = delivery.eventType().value().startsWith("sallyport.");
            if (operational && !expected.contains(delivery.id().event())) {
                violations.violated(Guarantee.G3, delivery.id() + " tells of what was never decided");
            }
        }
    }
}
