package dev.sallyport.core.event;

import java.time.Instant;

/**
 * A webhook as the archive keeps it: all that is needed to verify and process it again.
 *
 * @param id the webhook's id
 * @param provider who sent it
 * @param request method, URL, headers, body and instant of arrival, exactly as received
 */
public record ArchivedWebhook(WebhookId id, ProviderId provider, WebhookRequest request) {

    /** Returns the exact bytes received. */
    public RawPayload body() {
        return request.body();
    }

    /** Returns when the request arrived. */
    public Instant receivedAt() {
        return request.receivedAt();
    }
}
