package dev.sallyport.local.bench.deliver;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.local.bench.Latencies;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;

/**
 * What a stopped gateway left on the disk of the events of a load that it had accepted. Times are of events to receivers
 * that answer, in whole milliseconds as the gateway keeps them, and begin when an event was accepted, or became due.
 *
 * @param accepted how many those were
 * @param lost how many are not as they should be: one delivery each, delivered and seen by its receiver if that answers
 * @param delivered how many were delivered
 * @param toFirstAttempt until the first attempt began
 * @param toDelivery until the attempt that succeeded ended
 */
record Fates(int accepted, int lost, int delivered, Latencies toFirstAttempt, Latencies toDelivery) {

    /**
     * Looks into the data directory of a gateway that has stopped.
     *
     * @param loads what was posted
     * @param seen the numbers of the events that came to receivers
     * @return what became of each load
     */
    static List<Fates> in(Path data, List<Posted> loads, BitSet seen) {
        try (LocalStore store = LocalStore.open(
                data, InstantSource.system(), LocalStoreOptions.builder().build())) {
            return loads.stream()
                    .map(load -> of(store.deliveries(), load, seen))
                    .toList();
        }
    }

    private static Fates of(DeliveryStore store, Posted load, BitSet seen) {
        Latencies toFirstAttempt = new Latencies();
        Latencies toDelivery = new Latencies();
        BitSet accepted = load.result().accepted();
        int lost = 0;
        int delivered = 0;
        for (int event = accepted.nextSetBit(0); event >= 0; event = accepted.nextSetBit(event + 1)) {
            EventId id = PostedEvents.idOf(BenchTenant.ID, event);
            List<Delivery> deliveries = store.deliveriesOf(id);
            boolean kept = deliveries.size() == 1;
            boolean done = kept && deliveries.getFirst().status() == DeliveryStatus.DELIVERED && seen.get(event);
            boolean answered = load.answered().test(event);
            lost += (answered ? done : kept) ? 0 : 1;
            delivered += done ? 1 : 0;
            if (answered && kept) {
                measure(deliveries.getFirst(), store.attemptsOf(id), toFirstAttempt, toDelivery);
            }
        }
        return new Fates(accepted.cardinality(), lost, delivered, toFirstAttempt, toDelivery);
    }

    private static void measure(
            Delivery delivery, List<Attempt> attempts, Latencies toFirstAttempt, Latencies toDelivery) {
        if (attempts.isEmpty()) {
            return;
        }
        Attempt first = attempts.getFirst();
        Attempt last = attempts.getLast();
        toFirstAttempt.add(Duration.between(delivery.openedAt(), first.at()).toNanos());
        if (delivery.status() == DeliveryStatus.DELIVERED) {
            toDelivery.add(Duration.between(delivery.openedAt(), last.at().plus(last.duration()))
                    .toNanos());
        }
    }
}
