package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.format.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Events as items. An event goes with the last of its deliveries; until all have ended it has a time far ahead, so that
 * what a crash leaves behind does not stay for ever.
 */
final class EventItems {

    /** How many times deliveries of the event went back from ended to pending: who lets it expire compares this. */
    static final String REQUEUES = "requeues";

    /** What an item of an idempotency key refers to. */
    static final String EVENT_ID = "event_id";

    /** Under what the list of deliveries is kept that are still to be made. */
    static final String FAN_OUT = "fan_out";

    /** How many parts that list has. */
    static final String FAN_OUT_PARTS = "fan_out_parts";

    private static final String EVENT = "event";
    private static final String BODY = "body";
    private static final String BODY_KEY = "body_key";

    /**
     * Above it an object of the archive's bucket costs less than the capacity to write and expire an item of that size,
     * and it is far below the 400 KB that an item may have.
     */
    private static final int LARGEST_INLINE_BODY = 16 * 1024;

    /** As long as objects of the bucket live. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    private final LargeBodies bodies;

    EventItems(LargeBodies bodies) {
        this.bodies = bodies;
    }

    /** Returns when an event is gone that nobody let expire. */
    static Instant latestExpiryFrom(Instant instant) {
        return instant.plus(LONGEST_LIFE);
    }

    /** Makes an event's item; a large body is kept first, so that an event is never without it. */
    Item write(Event event, Instant expiry) {
        Item item = Item.of(DeliveryKeys.event(event.id()))
                .with(EVENT, EventJson.write(event))
                .with(REQUEUES, 0)
                .expiringAt(expiry);
        if (event.body().size() <= LARGEST_INLINE_BODY) {
            return item.with(BODY, event.body().toByteArray());
        }
        String key = "events/"
                + DateTimeFormatter.ISO_LOCAL_DATE.format(event.acceptedAt().atOffset(ZoneOffset.UTC)) + "/"
                + event.id().value() + "/" + event.body().sha256().toHex();
        bodies.keep(key, event.body());
        return item.with(BODY_KEY, key);
    }

    /** Returns the event of an item; null if its time is over, or its body is gone. */
    @Nullable
    Event read(@Nullable Item item, Instant now) {
        if (item == null || !item.has(EVENT) || item.isOver(now)) {
            return null;
        }
        byte[] inline = item.bytesOrNull(BODY);
        RawPayload body = inline != null ? RawPayload.adopt(inline) : bodies.find(item.text(BODY_KEY));
        return body == null ? null : EventJson.read(item.text(EVENT), body);
    }

    /** Returns the event of an item without its body. */
    static Event describe(Item item) {
        return EventJson.read(item.text(EVENT), RawPayload.empty());
    }

    /** Returns the idempotency key's item, whose time is its event's. */
    static Item write(Event event, String idempotencyKey, Instant expiry) {
        return Item.of(DeliveryKeys.idempotencyKey(event.tenant(), idempotencyKey))
                .with(EVENT_ID, event.id().value())
                .with(REQUEUES, 0)
                .expiringAt(expiry);
    }

    /** Holds for an item of an idempotency key that refers to an event. */
    static Expression refersTo(EventId event) {
        return Expression.of(EVENT_ID + " = :event").with(":event", event.value());
    }

    /** Sets when an item may go. */
    static Expression setExpiry(long epochSeconds) {
        return Expression.of("SET " + DynamoDbLayout.TIME_TO_LIVE + " = :expiry")
                .with(":expiry", epochSeconds);
    }

    /** Takes back that an item may go: something of its event is pending again. */
    static Expression keep(Instant latestExpiry) {
        return Expression.of("SET " + DynamoDbLayout.TIME_TO_LIVE + " = :expiry ADD " + REQUEUES + " :one")
                .with(":expiry", Timestamps.wholeSeconds(latestExpiry))
                .with(":one", 1);
    }
}
