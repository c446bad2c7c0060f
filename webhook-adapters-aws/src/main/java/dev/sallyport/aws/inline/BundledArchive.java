package dev.sallyport.aws.inline;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.KeptWebhook;
import dev.sallyport.aws.s3.S3Bundles;
import dev.sallyport.aws.s3.S3PayloadArchive;
import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundleReader;
import dev.sallyport.core.archive.BundleReading;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps bodies as single objects, and reads them from there or from the bundle that the webhook's record names. Safe for
 * any number of threads.
 *
 * <p>A body that is still on its way in a message of the queue counts as out of reach for the moment.
 */
public final class BundledArchive implements PayloadArchive {

    private static final String SUFFIX = ".json";

    private final DynamoDbWebhookStore store;
    private final S3PayloadArchive objects;
    private final S3Bundles bundles;

    /** Uses a bucket that exists, and the store whose records name the bundles. */
    public BundledArchive(DynamoDbWebhookStore store, S3Client client, String bucket) {
        this.store = store;
        objects = new S3PayloadArchive(client, bucket);
        bundles = new S3Bundles(client, bucket);
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        return objects.store(key, webhook);
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        objects.storeDeadLetter(key, dead);
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        KeptWebhook kept = webhookOf(key);
        BundleAddress address = kept == null ? null : kept.address();
        if (address != null) {
            return read(key, address);
        }
        ReadOutcome outcome = objects.read(key);
        if (outcome instanceof ReadOutcome.Missing && kept != null && kept.isStillInItsMessage()) {
            throw new PortUnavailableException("the body is still in the queue");
        }
        return outcome;
    }

    private @Nullable KeptWebhook webhookOf(ArchiveKey key) {
        String value = key.value();
        String name = value.substring(value.lastIndexOf('/') + 1);
        if (!name.endsWith(SUFFIX)) {
            return null;
        }
        String id = name.substring(0, name.length() - SUFFIX.length());
        KeptWebhook kept = WebhookId.isWellFormed(id) ? store.findKept(new WebhookId(id)) : null;
        return kept != null && kept.record().archiveKey().equals(key) ? kept : null;
    }

    private ReadOutcome read(ArchiveKey key, BundleAddress address) {
        RawPayload block = bundles.block(address);
        if (block == null) {
            return new ReadOutcome.Missing();
        }
        return switch (BundleReader.readOne(block, address.place())) {
            case BundleReading.Damaged damaged -> new ReadOutcome.Corrupt(damaged.reason());
            case BundleReading.Whole whole ->
                webhook(key, whole.webhooks().getFirst().entry());
        };
    }

    private static ReadOutcome webhook(ArchiveKey key, BundleEntry entry) {
        if (!entry.key().equals(key)) {
            return new ReadOutcome.Corrupt("another webhook stands at its place in the bundle");
        }
        try {
            return new ReadOutcome.Found(RequestJson.read(entry.head(), entry.body()));
        } catch (IOException e) {
            return new ReadOutcome.Corrupt("the request kept with the body cannot be read");
        }
    }
}
