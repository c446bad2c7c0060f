package dev.sallyport.local.transfer;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.format.AttemptJson;
import dev.sallyport.core.format.DeliveryJson;
import dev.sallyport.core.format.EventJson;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.AcceptOutcome;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the lines of an event, and has it accepted with its deliveries as far as they have come; then attempts are
 * recorded one by one, each as a change that changes nothing else. For one thread.
 */
final class EventArrivals {

    private final DeliveryStore store;
    private String text = "";
    private @Nullable Event event;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private long present;
    private long conflicts;

    EventArrivals(DeliveryStore store) {
        this.store = store;
    }

    void take(Line line) {
        switch (line.kind()) {
            case "event" -> {
                finish();
                text = line.json();
            }
            case "eventBody" -> {
                String body = line.json();
                event = EventJson.read(
                        text, RawPayload.adopt(Base64.getDecoder().decode(body.substring(1, body.length() - 1))));
            }
            case "delivery" -> deliveries.add(DeliveryJson.read(line.json()));
            default -> attempts.add(AttemptJson.read(line.json()));
        }
    }

    /** Brings the event in whose lines were taken, if any. */
    void finish() {
        Event whole = event;
        if (whole != null) {
            switch (store.accept(whole, deliveries)) {
                case AcceptOutcome.Accepted accepted -> {}
                case AcceptOutcome.AlreadyAccepted other -> {
                    present++;
                    conflicts += other.existing().equals(whole) ? 0 : 1;
                }
            }
            recordAttempts(whole.id());
        }
        event = null;
        deliveries.clear();
        attempts.clear();
    }

    /** What the store knows already stays: the event may be one that an earlier import brought in, and have moved on. */
    private void recordAttempts(EventId id) {
        Set<Made> known = new HashSet<>();
        store.attemptsOf(id).forEach(attempt -> known.add(new Made(attempt.delivery(), attempt.number())));
        for (Attempt attempt : attempts) {
            if (known.add(new Made(attempt.delivery(), attempt.number()))) {
                record(attempt);
            }
        }
    }

    /** A gateway that is running may move the delivery on at the same time; its change stays, and so does the attempt. */
    private void record(Attempt attempt) {
        for (Delivery kept = store.find(attempt.delivery()); kept != null; kept = store.find(attempt.delivery())) {
            Delivery next =
                    Delivery.builder().from(kept).revision(kept.revision() + 1).build();
            if (store.record(next, attempt) instanceof RecordOutcome.Recorded) {
                return;
            }
        }
    }

    private record Made(DeliveryId delivery, int number) {}

    long present() {
        return present;
    }

    long conflicts() {
        return conflicts;
    }
}
