package dev.sallyport.local.client;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway said to a webhook.
 *
 * @param status the HTTP status
 * @param webhookId the id under which it is kept; null unless it was accepted
 * @param duplicate whether it had been kept before
 * @param problem the stable word for why it was not accepted; null if it was, or if none was given
 */
public record Answer(
        int status,
        @Nullable String webhookId,
        boolean duplicate,
        @Nullable String problem) {

    /** Tells whether the webhook is kept. */
    public boolean accepted() {
        return status == 202;
    }
}
