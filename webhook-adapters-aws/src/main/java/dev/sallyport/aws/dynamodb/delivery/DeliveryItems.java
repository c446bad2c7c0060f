package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.format.AttemptJson;
import dev.sallyport.core.format.DeliveryJson;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Deliveries and attempts as items, which are judged by the clock: whose time is over is not there any more. */
final class DeliveryItems {

    private static final String DELIVERY = "delivery";
    private static final String ATTEMPT = "attempt";

    private final RetentionPolicy retention;
    private final InstantSource clock;

    DeliveryItems(RetentionPolicy retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns when a delivery's time will be over; null while it is pending. */
    @Nullable
    Instant expiryOf(Delivery delivery) {
        Instant endedAt = delivery.endedAt();
        return endedAt == null ? null : endedAt.plus(retention.of(delivery.status()));
    }

    /** Returns when an event's time will be over that has no deliveries. */
    Instant expiryOfUnwanted(Instant dueAt) {
        return dueAt.plus(retention.settled());
    }

    Item write(Delivery delivery) {
        boolean isPending = !delivery.status().isTerminal();
        String id = delivery.id().toString();
        return Item.of(DeliveryKeys.delivery(delivery.id()))
                .with(DELIVERY, DeliveryJson.write(delivery))
                .with("status", delivery.status().name())
                .with(DynamoDbLayout.REVISION, delivery.revision())
                .with(DynamoDbLayout.ARRIVALS_INDEX.partitionKey(), DeliveryShards.arrivals(delivery))
                .with(DynamoDbLayout.ARRIVALS_INDEX.sortKey(), new Arrival(delivery.acceptedAt(), id).sortKey())
                .with(DynamoDbLayout.OPEN_INDEX.partitionKey(), DeliveryShards.open(delivery))
                .with(DynamoDbLayout.DUE_INDEX.partitionKey(), isPending ? DeliveryShards.waking(delivery.id()) : null)
                .with(
                        DynamoDbLayout.DUE_INDEX.sortKey(),
                        isPending ? new Arrival(delivery.wakeAt(), id).sortKey() : null)
                .expiringAt(expiryOf(delivery));
    }

    /** Returns the delivery of an item; null if its time is over, or the item is none of a delivery's. */
    @Nullable
    Delivery read(@Nullable Item item) {
        if (item == null || !item.has(DELIVERY)) {
            return null;
        }
        Delivery delivery = DeliveryJson.read(item.text(DELIVERY));
        return retention.isOver(delivery, now()) ? null : delivery;
    }

    /** Writes an attempt that goes with its delivery. */
    Item write(Attempt attempt, Delivery after) {
        return Item.of(DeliveryKeys.attempt(attempt.delivery(), attempt.number()))
                .with(ATTEMPT, AttemptJson.write(attempt))
                .expiringAt(expiryOf(after));
    }

    static Attempt readAttempt(Item item) {
        return AttemptJson.read(item.text(ATTEMPT));
    }

    /** Returns the item by which a pending delivery is found in its lane. */
    static Item place(Lane lane, Delivery delivery) {
        return Item.of(DeliveryKeys.place(lane, delivery.position()))
                .with(DELIVERY, delivery.id().toString());
    }

    static String deliveryAt(Item place) {
        return place.text(DELIVERY);
    }

    /** Holds while there is no item, or one whose time is over. */
    Expression isFree() {
        return Expression.of("attribute_not_exists(" + DynamoDbLayout.PARTITION_KEY + ") OR "
                        + DynamoDbLayout.TIME_TO_LIVE + " <= :now")
                .with(":now", now().getEpochSecond());
    }

    /** Holds while the time of an item is not over. */
    Expression isAlive() {
        return Expression.of("attribute_not_exists(" + DynamoDbLayout.TIME_TO_LIVE + ") OR "
                        + DynamoDbLayout.TIME_TO_LIVE + " > :now")
                .with(":now", now().getEpochSecond());
    }
}
