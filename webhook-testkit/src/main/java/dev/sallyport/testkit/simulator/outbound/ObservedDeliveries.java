package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.simulator.stage.ExtremeRandom;
import dev.sallyport.testkit.simulator.stage.FaultKind;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees every change of a delivery as it takes effect, and checks that it is one of those that exist. */
final class ObservedDeliveries implements DeliveryStore {

    private final DeliveryStore store;
    private final OutboundWorld world;
    private final RetryPolicy policy;

    ObservedDeliveries(DeliveryStore store, OutboundWorld world) {
        this.store = store;
        this.world = world;
        this.policy = world.scenario().retry();
    }

    @Override
    public AcceptOutcome accept(Event event, List<Delivery> deliveries) {
        return store.accept(event, deliveries);
    }

    @Override
    public @Nullable Event findEvent(EventId id) {
        return store.findEvent(id);
    }

    @Override
    public @Nullable Delivery find(DeliveryId id) {
        Delivery found = store.find(id);
        world.receivers().saw(found);
        return found;
    }

    @Override
    public List<Delivery> deliveriesOf(EventId id) {
        return store.deliveriesOf(id);
    }

    @Override
    public List<Attempt> attemptsOf(EventId id) {
        return store.attemptsOf(id);
    }

    @Override
    public RecordOutcome record(Delivery replacement, @Nullable Attempt attempt) {
        Delivery old = store.find(replacement.id());
        RecordOutcome outcome = store.record(replacement, attempt);
        if (outcome instanceof RecordOutcome.Recorded && old != null && !old.equals(replacement)) {
            changed(old, replacement, attempt);
        }
        return outcome;
    }

    @Override
    public @Nullable Delivery headOf(Lane lane) {
        return store.headOf(lane);
    }

    @Override
    public List<Delivery> wakeable(Instant until, @Nullable Delivery after, int limit) {
        return store.wakeable(until, after, limit);
    }

    @Override
    public DeliveryPage list(DeliveryQuery query) {
        return store.list(query);
    }

    @Override
    public int removeExpired(RetentionPolicy retention, Instant now, int limit) {
        return store.removeExpired(retention, now, limit);
    }

    private void changed(Delivery old, Delivery now, @Nullable Attempt attempt) {
        if (old.status().isTerminal()) {
            world.violations().violated(Guarantee.G1, now.id() + " went from " + old.status() + " to " + now.status());
        }
        int made = now.attempts() - old.attempts();
        boolean counted = attempt == null ? made == 0 : made == 1 && attempt.number() == now.attempts();
        if (!counted || now.attempts() > policy.attempts()) {
            world.violations()
                    .violated(
                            Guarantee.G6,
                            now.id() + " went from " + old.attempts() + " to " + now.attempts() + " of "
                                    + policy.attempts() + " attempts");
        }
        if (now.attempts() > world.receivers().arrivals(now.id())) {
            world.violations().violated(Guarantee.G6, now.id() + " counts an attempt that nobody made");
        }
        boolean comparable = !world.scenario().faults().kinds().contains(FaultKind.CLOCK_JUMP);
        if (attempt != null && !now.status().isTerminal() && comparable) {
            Duration wait = Duration.between(attempt.at(), now.dueAt());
            Duration scheduled = policy.backoff().delayAfter(now.attempts());
            if (wait.compareTo(policy.jitter().apply(scheduled, ExtremeRandom.LEAST)) < 0) {
                world.violations()
                        .violated(Guarantee.G6, now.id() + " waits " + wait + " after attempt " + now.attempts());
            }
        }
    }
}
