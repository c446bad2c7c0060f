package dev.sallyport.core.port.out;

import dev.sallyport.core.event.WebhookRecord;

/**
 * The embedding application's own work on a webhook, done before the event is published.
 *
 * <p>Called at least once per webhook; in the order of acceptance within an ordering key, and for one webhook of a key
 * at a time. A handler MUST be idempotent by webhook id.
 */
@FunctionalInterface
public interface WebhookHandler {

    /**
     * Handles one webhook.
     *
     * @param webhook its record
     * @param payloads reads its bytes from the archive when asked
     * @throws HandlerFailedException to have the webhook tried again as its provider's retry policy says
     */
    void handle(WebhookRecord webhook, PayloadSource payloads) throws HandlerFailedException;

    /** Reads the bytes of the webhook at hand. */
    @FunctionalInterface
    interface PayloadSource {

        /** Returns what the archive has. */
        PayloadArchive.ReadOutcome read();
    }

    /** The handler could not do its work this time. */
    final class HandlerFailedException extends Exception {

        private static final long serialVersionUID = 1;

        private final String code;

        /**
         * Says why.
         *
         * @param code stable, in lower case with hyphens: it is recorded in the webhook's history
         */
        public HandlerFailedException(String code, Throwable cause) {
            super(code, cause);
            this.code = code;
        }

        /** Says why, where there is no underlying fault. */
        public HandlerFailedException(String code) {
            super(code);
            this.code = code;
        }

        /** Returns the stable code. */
        public String code() {
            return code;
        }
    }
}
