package dev.sallyport.aws.dynamodb.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.Lane;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import java.util.Locale;

/**
 * Names the items. All of an event stands in its partition, in this order: attempts, deliveries, the event itself, and
 * what is left of a large fan-out; so one read has the deliveries with the event, and another has all.
 */
final class DeliveryKeys {

    static final String ATTEMPTS = "attempt#";
    static final String DELIVERIES = "delivery#";
    static final String EVENT = "event";

    private DeliveryKeys() {}

    static ItemKey event(EventId id) {
        return new ItemKey(id.value(), EVENT);
    }

    static ItemKey delivery(DeliveryId id) {
        return new ItemKey(id.event().value(), DELIVERIES + id.endpoint());
    }

    static ItemKey attempt(DeliveryId id, int number) {
        return new ItemKey(
                id.event().value(), String.format(Locale.ROOT, "%s%s#%010d", ATTEMPTS, id.endpoint(), number));
    }

    static ItemKey fanOut(EventId id, String nonce, int part) {
        return new ItemKey(id.value(), "fan-out#" + nonce + "#" + part);
    }

    static ItemKey idempotencyKey(TenantId tenant, String key) {
        return ItemKey.alone("idempotency-key#" + tenant.value() + "#" + digest(key));
    }

    /** Whatever a lane holds at a position. */
    static ItemKey place(Lane lane, long position) {
        return new ItemKey(lane(lane), String.format(Locale.ROOT, "%019d", position));
    }

    static String lane(Lane lane) {
        return "lane#" + lane.endpoint() + "#" + digest(lane.key().value());
    }

    /** The last position given within an ordering key of a tenant, which all its endpoints share. */
    static ItemKey positions(TenantId tenant, OrderingKey key) {
        return ItemKey.alone("positions#" + tenant.value() + "#" + digest(key.value()));
    }

    static EndpointId endpointOf(String deliveryId) {
        return DeliveryId.parse(deliveryId).endpoint();
    }

    /** Texts of senders may be longer than a key may be, and hold what sorts badly. */
    private static String digest(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8)).sha256().toHex();
    }
}
