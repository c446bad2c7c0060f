package dev.sallyport.core.port.out;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookRecord;

/** Keeps the exact bytes of what was received, and the dead letters, until their retention ends. */
public interface PayloadArchive {

    /**
     * Keeps a webhook under a key, unless the key is taken: what was archived first is never overwritten.
     *
     * @throws PortUnavailableException if nothing was kept
     * @throws OutcomeUnknownException if it may or may not be kept
     */
    ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook);

    /**
     * Returns a webhook with the bytes as they were received; their digest is checked on the way.
     *
     * @throws PortUnavailableException if the archive cannot be read now
     */
    ReadOutcome read(ArchiveKey key);

    /**
     * Keeps the record of a webhook that was given up, with its history of failures, under a dead letter's key. A dead
     * letter of the same key is replaced: the later history contains the earlier.
     */
    void storeDeadLetter(ArchiveKey key, WebhookRecord dead);

    /** What became of a webhook to archive. */
    sealed interface ArchiveOutcome {

        /** The archive holds it now. */
        record Stored() implements ArchiveOutcome {}

        /** The archive held one under that key, whose body has this digest and this many bytes. */
        record AlreadyStored(Sha256 bodySha256, int bodySize) implements ArchiveOutcome {}
    }

    /** What the archive has under a key. */
    sealed interface ReadOutcome {

        /** The webhook, its body checked against the digest kept with it. */
        record Found(ArchivedWebhook webhook) implements ReadOutcome {}

        /** Nothing, or nothing any more. */
        record Missing() implements ReadOutcome {}

        /** Something that is not what was stored. */
        record Corrupt(String reason) implements ReadOutcome {}
    }
}
