package dev.sallyport.core.port.in;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import org.jspecify.annotations.Nullable;

/** Lets an operator look at what is kept. Changes nothing. */
public interface InspectWebhooksUseCase {

    /**
     * Returns one page of records.
     *
     * @throws dev.sallyport.core.event.InvalidCursorException if the cursor is not one of this listing
     */
    WebhookPage list(WebhookQuery query);

    /**
     * Returns one page of dead webhooks that were given up for one reason. A page may hold fewer than asked for, or none,
     * and still have a next one: the reason has no index, and a page ends after twenty looks at the dead.
     *
     * @param query whatever status it asks for, only dead webhooks are returned
     * @throws dev.sallyport.core.event.InvalidCursorException if the cursor is not one of this listing
     */
    WebhookPage listDead(WebhookQuery query, DeathReason reason);

    /** Returns the record of that id, or null. */
    @Nullable
    WebhookRecord find(WebhookId id);

    /** Reads the bytes of a webhook from the archive, checking them on the way. */
    PayloadResult payload(WebhookId id);

    /** What the archive holds of a webhook. */
    sealed interface PayloadResult {

        /** The request as it was received. */
        record Payload(ArchivedWebhook webhook) implements PayloadResult {}

        /** No webhook of that id is recorded. */
        record UnknownWebhook() implements PayloadResult {}

        /** It is recorded; its retention has ended. */
        record Gone() implements PayloadResult {}

        /** What the archive holds is not what was stored. */
        record Corrupt(String reason) implements PayloadResult {}
    }
}
