package dev.sallyport.core.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What should be true of an archived webhook at a given moment. */
public sealed interface ArchiveDecision {

    /**
     * It stays where it was written.
     *
     * @param until when the next decision differs; null if never
     */
    record Keep(@Nullable Instant until) implements ArchiveDecision {}

    /**
     * It belongs in the cheaper class of storage, and stays readable there.
     *
     * @param until when it expires; null if never
     */
    record Transition(@Nullable Instant until) implements ArchiveDecision {}

    /** Its retention has ended: it may be deleted. */
    record Expire() implements ArchiveDecision {}
}
