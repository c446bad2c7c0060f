package dev.sallyport.aws.inline;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads from the messages in hand what travelled in them, and everything else from the archive. */
final class BatchArchive implements PayloadArchive {

    private final PayloadArchive archive;
    private final Map<ArchiveKey, ArchivedWebhook> inHand = new HashMap<>();

    BatchArchive(PayloadArchive archive, Collection<InlineWebhook> webhooks) {
        this.archive = archive;
        webhooks.forEach(webhook -> inHand.put(webhook.record().archiveKey(), webhook.original()));
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        return archive.store(key, webhook);
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        ArchivedWebhook webhook = inHand.get(key);
        return webhook == null ? archive.read(key) : new ReadOutcome.Found(webhook);
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        archive.storeDeadLetter(key, dead);
    }
}
