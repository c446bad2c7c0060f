package dev.sallyport.core.repair;

import dev.sallyport.core.ValueStyle;
import dev.sallyport.core.event.WebhookStatus;
import java.time.Duration;
import java.time.Instant;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One run and how far it has come. The counts add up: {@code visited = repaired + skipped + failed}; of a dry run,
 * {@code repaired} says how many would have been.
 */
@Value.Immutable
@ValueStyle
public interface RepairRun {

    RunId id();

    Kind kind();

    RepairSelection selection();

    /** Returns whether the run only counts. */
    @Value.Default
    default boolean dryRun() {
        return false;
    }

    /** Returns the most webhooks repaired in a second, 1 to 100,000; 100 unless set. */
    @Value.Default
    default int perSecond() {
        return 100;
    }

    @Value.Default
    default State state() {
        return State.RUNNING;
    }

    /** Returns where the next page begins: an opaque cursor of the listing, or the number of ids done; null at first. */
    @Nullable
    String position();

    @Value.Default
    default long repaired() {
        return 0;
    }

    /** Returns how many were left alone, because they were not in a state that the run repairs. */
    @Value.Default
    default long skipped() {
        return 0;
    }

    /** Returns how many could not be repaired, because the archive does not hold them any more or not intact. */
    @Value.Default
    default long failed() {
        return 0;
    }

    Instant startedAt();

    /** Returns when the run last made progress. */
    Instant updatedAt();

    @Value.Default
    default long revision() {
        return 0;
    }

    /** Returns how many webhooks the run has looked at. */
    default long visited() {
        return repaired() + skipped() + failed();
    }

    /** Returns the instant before which the next page must not begin, so that the rate is kept. */
    default Instant nextPageNotBefore(long repairedInLastPage) {
        long nanos = repairedInLastPage * (1_000_000_000L / perSecond());
        return updatedAt().plus(Duration.ofNanos(dryRun() ? 0 : nanos));
    }

    @Value.Check
    default void check() {
        if (perSecond() < 1 || perSecond() > 100_000) {
            throw new IllegalArgumentException("perSecond must be 1 to 100000");
        }
    }

    /** What a run does. */
    enum Kind {
        /** Dead webhooks are put back into the queue under their ids, and their attempts are counted anew. */
        REDRIVE(WebhookStatus.DEAD),
        /**
         * Events are published once more from the archive, marked as replays; the records stay as they are. A dead
         * webhook was never published and so is not repeated: a redrive publishes it, in its key's order.
         */
        REPLAY(WebhookStatus.PROCESSED);

        private final WebhookStatus repairs;

        Kind(WebhookStatus repairs) {
            this.repairs = repairs;
        }

        /** Returns where webhooks stand that such a run repairs; it skips all others. */
        public WebhookStatus repairs() {
            return repairs;
        }
    }

    /** Where a run stands. */
    enum State {
        RUNNING,
        DONE,
        CANCELLED
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects the fields of a run; for one thread. */
    final class Builder extends ImmutableRepairRun.Builder {}
}
