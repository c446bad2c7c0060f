package dev.sallyport.core.port.out;

import dev.sallyport.core.event.InvalidCursorException;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one record per webhook and changes it by compare-and-set. Reads by id see every write that returned before;
 * {@link #list} and {@link #stranded} may follow the records by moments, where an adapter serves them from an index of
 * its own, and say so: what they return is so, what has just been written may be missing.
 */
public interface WebhookStore {

    /**
     * Creates a record unless one of the same id exists. Of concurrent calls exactly one creates.
     *
     * @param record a record of revision 0
     * @throws PortUnavailableException if nothing was recorded
     * @throws OutcomeUnknownException if the record may or may not exist now
     */
    CreateOutcome create(WebhookRecord record);

    /** Returns the record of that id, or null. */
    @Nullable
    WebhookRecord find(WebhookId id);

    /** Returns the records that exist of the ids given, by id. */
    Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids);

    /**
     * Replaces records, each by itself: one that conflicts does not hinder the others.
     *
     * <p>A replacement whose revision is {@code n} takes effect only while the stored record has revision {@code n - 1}.
     * A repeated replacement, equal to what is stored, counts as replaced: so an unknown outcome is settled by calling
     * again.
     *
     * @param replacements records with different ids
     * @return what became of each, in the order given
     * @throws PortUnavailableException if nothing was replaced
     * @throws OutcomeUnknownException if some of them may have been replaced
     */
    List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements);

    /**
     * Returns one page of the records that match, in the query's direction. Following cursors visits every record that
     * matches from beginning to end of the listing exactly once, whatever is written meanwhile. A record is where an index
     * has it: one that follows late may be passed by.
     *
     * @throws InvalidCursorException if the cursor is not one of this store's
     */
    WebhookPage list(WebhookQuery query);

    /**
     * Returns records that are not terminal although they were last queued before an instant and have no attempt due
     * at or after it: those that a sweeper queues again. The earliest queued first.
     *
     * @param limit 1 to 1,000
     */
    List<WebhookRecord> stranded(Instant before, int limit);

    /** What became of a record to create. */
    sealed interface CreateOutcome {

        /** It exists now, as given. */
        record Created() implements CreateOutcome {}

        /** Another of the same id existed, and is unchanged. */
        record AlreadyExists(WebhookRecord existing) implements CreateOutcome {}
    }

    /** What became of a record to replace. */
    sealed interface ReplaceOutcome {

        /** The store holds the replacement. */
        record Replaced() implements ReplaceOutcome {}

        /** The store holds something else, or nothing if null, and it is unchanged. */
        record Conflict(@Nullable WebhookRecord current) implements ReplaceOutcome {}
    }
}
