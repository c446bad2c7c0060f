package dev.sallyport.local.transfer;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.format.AttemptJson;
import dev.sallyport.core.format.DeliveryJson;
import dev.sallyport.core.format.EventJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of which a delivery is still pending, oldest first: each followed by all its deliveries and all attempts at
 * them. Positions in lanes are left to the store that imports them.
 */
record EventSection(TransferParts parts) implements Section {

    private static final int DELIVERIES = 1_000;

    /** Of one millisecond, what stands later in a lane comes later: importing gives positions in the order of lines. */
    private static final Comparator<List<Delivery>> BY_ACCEPTANCE = Comparator.comparing(
                    (List<Delivery> deliveries) -> deliveries.getFirst().acceptedAt())
            .thenComparingLong(deliveries ->
                    deliveries.stream().mapToLong(Delivery::position).max().orElse(0));

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Chunk read(@Nullable String after) {
        DeliveryPage page = parts.deliveries()
                .list(DeliveryQuery.builder()
                        .addStatuses(DeliveryStatus.PENDING)
                        .oldestFirst(true)
                        .cursor(after)
                        .limit(DELIVERIES)
                        .build());
        List<List<Delivery>> events = new ArrayList<>();
        for (Delivery pending : page.deliveries()) {
            List<Delivery> all = parts.deliveries().deliveriesOf(pending.id().event());
            if (isFirstPending(pending, all)) {
                events.add(all);
            }
        }
        events.sort(BY_ACCEPTANCE);
        List<Line> lines = new ArrayList<>();
        events.forEach(deliveries -> write(deliveries.getFirst().id().event(), deliveries, lines));
        return Chunk.of(lines, page.nextCursor());
    }

    /** An event is written where the first of its pending deliveries stands in the listing. */
    private static boolean isFirstPending(Delivery delivery, List<Delivery> all) {
        return all.stream()
                .filter(other -> other.status() == DeliveryStatus.PENDING)
                .findFirst()
                .map(first -> first.id().equals(delivery.id()))
                .orElse(false);
    }

    private void write(EventId id, List<Delivery> deliveries, List<Line> lines) {
        Event event = parts.deliveries().findEvent(id);
        if (event == null) {
            return;
        }
        lines.add(new Line("event", EventJson.write(event)));
        lines.add(new Line(
                "eventBody",
                '"' + Base64.getEncoder().encodeToString(event.body().toByteArray()) + '"'));
        deliveries.forEach(delivery -> lines.add(new Line("delivery", DeliveryJson.write(plain(delivery)))));
        parts.deliveries()
                .attemptsOf(id)
                .forEach(attempt -> lines.add(new Line("attempt", AttemptJson.write(attempt))));
    }

    private static Delivery plain(Delivery delivery) {
        return Delivery.builder().from(delivery).position(0).revision(0).build();
    }
}
