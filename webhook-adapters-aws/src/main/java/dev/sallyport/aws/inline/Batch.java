package dev.sallyport.aws.inline;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.KeptWebhook;
import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.WebhookStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were prepared for processing. Whoever processes them MUST do so over {@link #store} and {@link #archive},
 * which know what is in hand. For one thread.
 */
public final class Batch {

    /** How long rests what cannot be processed and waits to be given up by the queue. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final List<Part> parts;
    private final Map<WebhookId, BundleAddress> addresses;
    private final BatchStore store;
    private final BatchArchive archive;

    Batch(
            List<Part> parts,
            Map<WebhookId, KeptWebhook> kept,
            Map<WebhookId, BundleAddress> addresses,
            Map<WebhookId, InlineWebhook> inHand,
            DynamoDbWebhookStore store,
            PayloadArchive archive) {
        this.parts = parts;
        this.addresses = addresses;
        this.store = new BatchStore(store, kept, addresses);
        this.archive = new BatchArchive(archive, inHand.values());
    }

    /** Returns the webhooks to process, in the order of their messages. */
    public List<QueuedWebhook> entries() {
        List<QueuedWebhook> entries = new ArrayList<>(parts.size());
        for (Part part : parts) {
            QueueMessage message = part.message();
            if (part.fate() == Fate.TAKEN && message != null) {
                entries.add(new QueuedWebhook(message.id(), message.key()));
            }
        }
        return entries;
    }

    /** Returns the store in which processing records: it writes, with each change, where the body lies. */
    public WebhookStore store() {
        return store;
    }

    /** Returns where the bodies lie that were bundled when the batch was opened. */
    Map<WebhookId, BundleAddress> addresses() {
        return addresses;
    }

    /** Returns the archive from which processing reads: what came in a message is read from there. */
    public PayloadArchive archive() {
        return archive;
    }

    /**
     * Joins the outcomes of processing with those of the messages that were not to be processed.
     *
     * @param ofEntries the outcomes of {@link #entries}, in their order
     * @return one outcome for each message, in their order
     */
    public List<EntryOutcome> outcomes(List<EntryOutcome> ofEntries) {
        Iterator<EntryOutcome> processed = ofEntries.iterator();
        return parts.stream()
                .map(part -> switch (part.fate()) {
                    case TAKEN -> processed.next();
                    case DROPPED -> new EntryOutcome.Finished();
                    case HELD_BACK -> new EntryOutcome.Later(REST);
                })
                .toList();
    }

    /** What becomes of a message. */
    enum Fate {
        /** It is processed. */
        TAKEN,
        /** It says nothing that anyone needs. */
        DROPPED,
        /** It cannot be processed, and goes back. */
        HELD_BACK
    }

    /** A message and what becomes of it; a message that cannot be read is null. */
    record Part(@Nullable QueueMessage message, Fate fate) {}
}
