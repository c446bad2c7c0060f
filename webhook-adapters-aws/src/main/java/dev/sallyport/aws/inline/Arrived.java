package dev.sallyport.aws.inline;

import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.core.event.WebhookId;
import org.jspecify.annotations.Nullable;

/**
 * A message of a batch, unpacked.
 *
 * @param message null if something else than Sallyport wrote it, or it is damaged
 * @param webhook null if none travels in it
 */
record Arrived(@Nullable QueueMessage message, @Nullable InlineWebhook webhook) {

    static Arrived read(String text) {
        try {
            QueueMessage message = QueueMessage.read(text);
            String webhook = message.webhook();
            return new Arrived(message, webhook == null ? null : InlineWebhook.read(webhook));
        } catch (IllegalStateException e) {
            // One message that cannot be read must not send the others of its batch back for ever.
            return new Arrived(null, null);
        }
    }

    boolean isReadable() {
        return message != null;
    }

    WebhookId id() {
        if (message == null) {
            throw new IllegalStateException("a message that cannot be read names no webhook");
        }
        return message.id();
    }
}
