package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Names the partitions of the indexes. */
final class DeliveryShards {

    /** 4,000 deliveries per second of one tenant; a listing of all tenants reads as many partitions of each. */
    private static final int OF_TENANT = 4;

    /** 16,000 deliveries per second of all tenants. */
    private static final int OF_WAKING = 16;

    private DeliveryShards() {}

    static String arrivals(Delivery delivery) {
        return tenant(delivery.tenant()) + shard(delivery.id().hashCode(), OF_TENANT);
    }

    static List<String> arrivals(TenantId tenant) {
        return all(tenant(tenant), OF_TENANT);
    }

    /** Returns null for what needs no attention: nearly everything is delivered, or was not wanted. */
    static @Nullable String open(Delivery delivery) {
        return isSettled(delivery.status())
                ? null
                : status(delivery.tenant(), delivery.status())
                        + shard(delivery.id().hashCode(), OF_TENANT);
    }

    static List<String> open(TenantId tenant, DeliveryStatus status) {
        return all(status(tenant, status), OF_TENANT);
    }

    static boolean isSettled(DeliveryStatus status) {
        return switch (status) {
            case DELIVERED, FILTERED -> true;
            case PENDING, DEAD, EXPIRED, DISABLED, BLOCKED -> false;
        };
    }

    static String waking(DeliveryId id) {
        return "waking#" + shard(id.hashCode(), OF_WAKING);
    }

    static String waking(EventId id) {
        return "waking#" + shard(id.hashCode(), OF_WAKING);
    }

    static List<String> waking() {
        return all("waking#", OF_WAKING);
    }

    private static String tenant(TenantId tenant) {
        return "deliveries#" + tenant.value() + "#";
    }

    private static String status(TenantId tenant, DeliveryStatus status) {
        return tenant(tenant) + status + "#";
    }

    private static int shard(int hash, int count) {
        return Math.floorMod(hash, count);
    }

    private static List<String> all(String name, int count) {
        return IntStream.range(0, count).mapToObj(shard -> name + shard).toList();
    }
}
