package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.outbound.PermitLedger.Taking;
import dev.sallyport.aws.dynamodb.outbound.PermitLedger.Wish;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Shares endpoints' rates and places among the workers of all processes: an item for each endpoint, which conditional
 * changes never let go beyond a limit. Safe for any number of threads.
 *
 * <p>A permit costs two writes of the item's size, some 100 bytes and 40 for each place taken. The clocks of the workers
 * are compared with each other: one that is ahead takes its tokens too early by as much. More than 1,000 places are not
 * given to one endpoint.
 */
public final class DynamoDbDeliveryPermits implements DeliveryPermits {

    private static final Duration SOON = Duration.ofMillis(100);

    /** Each offer that is refused means that another worker got a permit or gave one back. */
    private static final int MOST_OFFERS = 64;

    private final Table table;
    private final Supplier<String> nonces;

    /**
     * Uses a table that exists.
     *
     * @param nonces supplies texts of up to 64 letters and digits, each once
     */
    public DynamoDbDeliveryPermits(DynamoDbClient client, String tableName, Supplier<String> nonces) {
        table = new Table(client, tableName);
        this.nonces = nonces;
    }

    @Override
    public PermitOutcome acquire(EndpointId endpoint, Limits limits, Instant now, Duration lease) {
        // With a letter and an underscore in front it is a name that expressions may hold, and no word of theirs.
        Wish wish = new Wish("p_" + nonces.get(), limits, now, lease);
        PermitOutcome granted = new PermitOutcome.Granted(new Permit(endpoint, wish.token()));
        PermitLedger known = PermitLedger.IDLE;
        for (int offer = 0; offer < MOST_OFFERS; offer++) {
            Item standing = take(endpoint, known, wish);
            if (standing == null) {
                return granted;
            }
            known = PermitLedger.read(standing);
            if (known.has(wish.token())) {
                return granted;
            }
            if (known.isFull(wish)) {
                return new PermitOutcome.Wait(SOON);
            }
            Duration wait = known.waitForToken(wish);
            if (wait != null) {
                return new PermitOutcome.Wait(wait);
            }
        }
        return new PermitOutcome.Wait(SOON);
    }

    /** Returns null if a permit was taken, else what stands there. */
    private @Nullable Item take(EndpointId endpoint, PermitLedger known, Wish wish) {
        ItemKey key = PermitLedger.key(endpoint);
        Taking taking = known.taking(wish);
        Item standing = table.update(
                key,
                taking.change(),
                taking.condition(),
                item -> PermitLedger.read(item).has(wish.token()));
        return standing == null || !standing.attributes().isEmpty()
                ? standing
                : table.put(PermitLedger.first(endpoint, wish), Expression.IS_NEW);
    }

    @Override
    public void release(Permit permit) {
        try {
            table.update(
                    PermitLedger.key(permit.endpoint()),
                    PermitLedger.giveBack(permit.token()),
                    PermitLedger.holds(permit.token()),
                    item -> true);
        } catch (PortException e) {
            // A place that cannot be given back is free when its lease ends; the delivery is not to suffer from it.
            return;
        }
    }

    /** Says one: more would take a call. */
    @Override
    public int available(EndpointId endpoint, Limits limits, Instant now) {
        return 1;
    }
}
