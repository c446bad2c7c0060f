package dev.sallyport.core.archive;

import dev.sallyport.core.archive.ArchiveDecision.Expire;
import dev.sallyport.core.archive.ArchiveDecision.Keep;
import dev.sallyport.core.archive.ArchiveDecision.Transition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How and how long webhooks are archived.
 *
 * <p>Ages count from the moment of receipt. Immutable and safe to share between threads.
 *
 * @param mode when and in what shape bytes are written
 * @param transitionAfter the age from which a webhook belongs in the cheaper class of storage; more than zero and less
 *     than expireAfter; null for never
 * @param expireAfter the age from which a webhook may be deleted; more than zero; null for never
 * @param sealAfter how long a bundle that is not full waits for more webhooks; more than zero, 5 minutes unless set
 */
public record ArchivePolicy(
        Mode mode,
        @Nullable Duration transitionAfter,
        @Nullable Duration expireAfter,
        Duration sealAfter) {

    /** How long a bundle waits where nothing else is said. */
    public static final Duration USUAL_SEAL_AFTER = Duration.ofMinutes(5);

    /** When and in what shape bytes are written. */
    public enum Mode {
        /** One object for each webhook, written before it is acknowledged. */
        ON_RECEIPT,
        /** Many webhooks in one compressed, indexed object, written before they leave the queue. */
        BUNDLED
    }

    public ArchivePolicy {
        requirePositive(transitionAfter, "transitionAfter");
        requirePositive(expireAfter, "expireAfter");
        requirePositive(sealAfter, "sealAfter");
        if (transitionAfter != null && expireAfter != null && transitionAfter.compareTo(expireAfter) >= 0) {
            throw new IllegalArgumentException("transitionAfter must be less than expireAfter");
        }
    }

    /** Makes a policy whose bundles wait as long as is usual. */
    public ArchivePolicy(Mode mode, @Nullable Duration transitionAfter, @Nullable Duration expireAfter) {
        this(mode, transitionAfter, expireAfter, USUAL_SEAL_AFTER);
    }

    private static void requirePositive(@Nullable Duration age, String name) {
        if (age != null && (age.isNegative() || age.isZero())) {
            throw new IllegalArgumentException(name + " must be more than zero, not " + age);
        }
    }

    /** The default: written on receipt, kept for ever where it was written. */
    public static ArchivePolicy onReceipt() {
        return new ArchivePolicy(Mode.ON_RECEIPT, null, null);
    }

    /**
     * Returns the age from which a webhook belongs in a bundle, where bundles are also the cheaper class of storage;
     * null for never.
     */
    public @Nullable Duration bundleAfter() {
        return switch (mode) {
            case BUNDLED -> Duration.ZERO;
            case ON_RECEIPT -> transitionAfter;
        };
    }

    /** Decides for a webhook received at one moment, as seen at another; an age that is reached counts as passed. */
    public ArchiveDecision decide(Instant receivedAt, Instant now) {
        Instant transitionAt = transitionAfter == null ? null : receivedAt.plus(transitionAfter);
        Instant expireAt = expireAfter == null ? null : receivedAt.plus(expireAfter);
        if (expireAt != null && !now.isBefore(expireAt)) {
            return new Expire();
        }
        if (transitionAt == null) {
            return new Keep(expireAt);
        }
        return now.isBefore(transitionAt) ? new Keep(transitionAt) : new Transition(expireAt);
    }
}
