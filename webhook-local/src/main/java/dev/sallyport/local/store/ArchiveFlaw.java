package dev.sallyport.local.store;

/**
 * Something that is wrong with the archive.
 *
 * @param kind what is wrong
 * @param what with which webhook, dead letter, bundle or row
 * @param reason in a few words, without anything that a webhook says
 */
public record ArchiveFlaw(Kind kind, String what, String reason) {

    /** What can be wrong. */
    public enum Kind {
        /** The body of a recorded webhook is nowhere, and its retention has not ended. */
        BODY_MISSING("body-missing", "restore the data directory from a backup, or have the provider send it again"),
        /** What is kept is not what was received. */
        BODY_DAMAGED("body-damaged", "restore the data directory from a backup, or have the provider send it again"),
        /** A record and what is archived under its key do not belong together. */
        RECORD_DAMAGED("record-damaged", "restore the data directory from a backup"),
        /** Something is archived that no record belongs to. */
        ORPHAN("orphan", "nothing is lost; it is not needed by any recorded webhook"),
        /** The file of a bundle is not there. */
        BUNDLE_MISSING("bundle-missing", "put the file back from a backup"),
        /** The file of a bundle is not as it was written. */
        BUNDLE_DAMAGED("bundle-damaged", "put the file back from a backup"),
        /** A file stands among the bundles that the database does not know. */
        UNKNOWN_FILE(
                "unknown-file", "move it away, unless an older database was restored: it may hold what that lacks"),
        /** A dead webhook has no dead letter, and its retention has not ended. */
        DEAD_LETTER_MISSING("dead-letter-missing", "the webhook and its history are still recorded; redrive it"),
        /** A dead letter is not as it was written. */
        DEAD_LETTER_DAMAGED("dead-letter-damaged", "the webhook and its history are still recorded; redrive it"),
        /** The database itself is damaged. */
        DATABASE_DAMAGED("database-damaged", "stop the gateway, keep a copy of the data directory, restore a backup");

        private final String code;
        private final String remedy;

        Kind(String code, String remedy) {
            this.code = code;
            this.remedy = remedy;
        }

        /** Returns a stable name in lower case with hyphens. */
        public String code() {
            return code;
        }

        /** Returns what an operator can do. */
        public String remedy() {
            return remedy;
        }
    }
}
