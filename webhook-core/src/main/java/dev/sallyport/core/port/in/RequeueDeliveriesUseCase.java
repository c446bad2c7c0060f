package dev.sallyport.core.port.in;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Puts deliveries that ended back to work, with all the attempts of their policy. Safe for any number of threads.
 *
 * <p>A run that was cut short is resumed by giving the same command again: what was requeued is no longer among those
 * that ended. Throws the port exceptions of the stores if not even a page can be read.
 */
public interface RequeueDeliveriesUseCase {

    /** Requeues what the command chooses, oldest first. */
    RequeueReport requeue(RequeueCommand command);

    /** What to requeue. */
    @Value.Immutable
    @ValueStyle
    interface RequeueCommand {

        /** The most deliveries of one command. */
        int LARGEST = 100_000;

        /** Returns whose deliveries; null for those of all tenants, which is for operators. */
        @Nullable
        TenantId tenant();

        /** Returns single deliveries, which may have ended in any way; none, the default, to choose by the rest. */
        List<DeliveryId> ids();

        /** Returns one endpoint's; null for all. */
        @Nullable
        EndpointId endpoint();

        /** Returns how they ended; all ways of having been missed unless set. */
        @Value.Default
        default Set<DeliveryStatus> statuses() {
            return Set.of(DeliveryStatus.DEAD, DeliveryStatus.EXPIRED, DeliveryStatus.DISABLED, DeliveryStatus.BLOCKED);
        }

        /** Returns the earliest instant of acceptance, inclusive. */
        @Nullable
        Instant acceptedFrom();

        /** Returns the latest instant of acceptance, exclusive. */
        @Nullable
        Instant acceptedBefore();

        /** Returns how many are read and enqueued at a time, 1 to 1,000, 10 unless set. */
        @Value.Default
        default int batchSize() {
            return 10;
        }

        /** Returns how many are taken in all, 1 to {@value #LARGEST}, 100 unless set. */
        @Value.Default
        default int maxMessages() {
            return 100;
        }

        /** Returns how many may come due per second, 1 to 100,000; null for all at once. */
        @Nullable
        Integer perSecond();

        /** Returns whether only to count. */
        @Value.Default
        default boolean dryRun() {
            return false;
        }

        /** Returns where an earlier report ended, to pass by what failed there; null for the beginning. */
        @Nullable
        String cursor();

        @Value.Check
        default void check() {
            require(batchSize() >= 1 && batchSize() <= 1_000, "batchSize must be 1 to 1000");
            require(maxMessages() >= 1 && maxMessages() <= LARGEST, "maxMessages must be 1 to " + LARGEST);
            Integer rate = perSecond();
            require(rate == null || (rate >= 1 && rate <= 100_000), "perSecond must be 1 to 100000");
            require(
                    !statuses().isEmpty() && statuses().stream().allMatch(DeliveryStatus::isTerminal),
                    "statuses must name ways in which deliveries end");
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        static Builder builder() {
            return new Builder();
        }

        /** Collects the fields of a command; for one thread. */
        final class Builder extends ImmutableRequeueCommand.Builder {}
    }

    /**
     * What was done.
     *
     * @param requeued how many are pending again, or would be
     * @param failed how many could not be requeued: no such delivery, it is pending already, its endpoint is deleted or
     *     disabled, or a port was out of reach
     * @param nextCursor where to go on if more match; null if these were all
     */
    record RequeueReport(int requeued, int failed, @Nullable String nextCursor) {}
}
