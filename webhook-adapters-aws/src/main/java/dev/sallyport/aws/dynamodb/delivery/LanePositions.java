package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.ParallelCalls;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.OrderingKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives deliveries their positions in lanes. All lanes of an ordering key of a tenant share one count, which an event
 * advances once; numbers that nobody uses are left out.
 *
 * <p>A count begins at the time, in microseconds, and is forgotten after some weeks without use: one that begins anew is
 * greater than the old one as long as fewer than a million events per second have one key.
 */
final class LanePositions {

    private static final String PLACE = "place";
    private static final Duration UNUSED = Duration.ofDays(60);
    private static final long PER_MILLISECOND = 1_000;

    private static final String ADVANCE = "SET " + PLACE + " = if_not_exists(" + PLACE + ", :floor) + :one, "
            + DynamoDbLayout.TIME_TO_LIVE + " = :expiry";

    private final Table table;
    private final InstantSource clock;

    LanePositions(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Returns the deliveries with positions: 0 for those that go in no lane. */
    List<Delivery> assign(List<Delivery> deliveries) {
        Map<Count, Long> given = advance(deliveries);
        return deliveries.stream()
                .map(delivery -> Delivery.builder()
                        .from(delivery)
                        .position(delivery.lane() == null ? 0 : Objects.requireNonNull(given.get(countOf(delivery))))
                        .build())
                .toList();
    }

    private Map<Count, Long> advance(List<Delivery> deliveries) {
        List<Count> counts = deliveries.stream()
                .filter(delivery -> delivery.lane() != null)
                .map(LanePositions::countOf)
                .distinct()
                .toList();
        Map<Count, Long> given = new HashMap<>();
        if (!counts.isEmpty()) {
            List<Long> positions = ParallelCalls.map(counts, this::advance);
            for (int i = 0; i < counts.size(); i++) {
                given.put(counts.get(i), positions.get(i));
            }
        }
        return given;
    }

    private long advance(Count count) {
        Instant now = clock.instant();
        return table.change(
                        DeliveryKeys.positions(count.tenant(), count.key()),
                        Expression.of(ADVANCE)
                                .with(":floor", now.toEpochMilli() * PER_MILLISECOND)
                                .with(":one", 1)
                                .with(":expiry", Timestamps.wholeSeconds(now.plus(UNUSED))))
                .number(PLACE);
    }

    private static Count countOf(Delivery delivery) {
        Lane lane = Objects.requireNonNull(delivery.lane());
        return new Count(delivery.tenant(), lane.key());
    }

    private record Count(TenantId tenant, OrderingKey key) {}
}
