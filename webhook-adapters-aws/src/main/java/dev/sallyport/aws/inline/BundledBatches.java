package dev.sallyport.aws.inline;

import dev.sallyport.aws.BundleAddress;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.KeptWebhook;
import dev.sallyport.aws.s3.S3Bundles;
import dev.sallyport.aws.sqs.QueueMessage;
import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundleWriter;
import dev.sallyport.core.archive.SealedBundle;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Prepares batches of messages for processing: records that are missing are created from their messages, and the
 * webhooks that travel in messages are written to the archive as bundles, one for each retention class, before anything
 * is processed. Messages that only name a webhook pass unchanged. Safe for any number of threads.
 *
 * <p>Where in a bundle a body lies is written with the next change of its record, so that it costs no write of its own.
 * A crash in between leaves a bundle that no record names; the messages come again and are bundled again.
 */
public final class BundledBatches {

    private final DynamoDbWebhookStore store;
    private final BundledArchive archive;
    private final S3Bundles bundles;
    private final Function<ProviderId, ArchivePolicy> policies;

    /**
     * Uses a store, and the archive that reads what is written here.
     *
     * @param bucket the archive's bucket
     * @param policies how long each provider's webhooks are kept
     */
    public BundledBatches(
            DynamoDbWebhookStore store,
            BundledArchive archive,
            S3Client client,
            String bucket,
            Function<ProviderId, ArchivePolicy> policies) {
        this.store = store;
        this.archive = archive;
        this.bundles = new S3Bundles(client, bucket);
        this.policies = policies;
    }

    /**
     * Prepares messages that are to be processed. One whose webhook ought to have travelled in a message but lies
     * nowhere is held back, so that the queue gives it up after its last attempt.
     *
     * @param messages the texts of up to some hundred messages, in the order in which the queue handed them out
     * @throws PortException if a part is out of reach; all messages are to be given back
     */
    public Batch open(List<String> messages) {
        return open(messages, false);
    }

    /** Prepares messages that were given up and are to be marked dead: also those whose webhook lies nowhere. */
    public Batch openDeadLetters(List<String> messages) {
        return open(messages, true);
    }

    private Batch open(List<String> messages, boolean givenUp) {
        List<Arrived> arrived = messages.stream().map(Arrived::read).toList();
        Map<WebhookId, KeptWebhook> kept = new HashMap<>(store.findKept(idsOf(arrived)));
        arrived.forEach(message -> createIfMissing(message, kept));
        Map<WebhookId, InlineWebhook> inHand = inHand(arrived, kept);
        List<Batch.Part> parts = arrived.stream()
                .map(message -> partOf(message, kept, inHand, givenUp))
                .toList();
        return new Batch(parts, kept, bundle(inHand, kept), inHand, store, archive);
    }

    private static Set<WebhookId> idsOf(List<Arrived> arrived) {
        return arrived.stream().filter(Arrived::isReadable).map(Arrived::id).collect(Collectors.toUnmodifiableSet());
    }

    /** The gate may have died between message and record, or be about to create it: whoever comes first, creates. */
    private void createIfMissing(Arrived arrived, Map<WebhookId, KeptWebhook> kept) {
        InlineWebhook webhook = arrived.webhook();
        QueueMessage message = arrived.message();
        if (webhook == null || message == null || kept.containsKey(arrived.id())) {
            return;
        }
        store.create(webhook.record(), String.valueOf(message.arrival()));
        KeptWebhook created = store.findKept(arrived.id());
        if (created != null) {
            kept.put(arrived.id(), created);
        }
    }

    /** Returns the webhooks whose body is the one that their record describes; another body under the same id is not. */
    private static Map<WebhookId, InlineWebhook> inHand(List<Arrived> arrived, Map<WebhookId, KeptWebhook> kept) {
        Map<WebhookId, InlineWebhook> inHand = new LinkedHashMap<>();
        for (Arrived message : arrived) {
            InlineWebhook webhook = message.webhook();
            KeptWebhook known = webhook == null ? null : kept.get(message.id());
            if (webhook != null && known != null && describes(known, webhook)) {
                inHand.putIfAbsent(message.id(), new InlineWebhook(known.record(), webhook.original()));
            }
        }
        return inHand;
    }

    private static boolean describes(KeptWebhook kept, InlineWebhook webhook) {
        return webhook.original().body().sha256().equals(kept.record().bodySha256());
    }

    private Batch.Part partOf(
            Arrived arrived, Map<WebhookId, KeptWebhook> kept, Map<WebhookId, InlineWebhook> inHand, boolean givenUp) {
        QueueMessage message = arrived.message();
        if (message == null) {
            return new Batch.Part(null, Batch.Fate.HELD_BACK);
        }
        InlineWebhook webhook = arrived.webhook();
        KeptWebhook known = kept.get(message.id());
        Batch.Fate fate = Batch.Fate.TAKEN;
        if (webhook != null && known != null && !describes(known, webhook)) {
            // The arrival that made the record sent its own message before it did so: that one is processed.
            fate = Batch.Fate.DROPPED;
        } else if (known != null && !givenUp && !inHand.containsKey(message.id()) && isNowhere(known)) {
            fate = Batch.Fate.HELD_BACK;
        }
        return new Batch.Part(message, fate);
    }

    private boolean isNowhere(KeptWebhook kept) {
        if (!kept.isStillInItsMessage()) {
            return false;
        }
        try {
            return archive.read(kept.record().archiveKey()) instanceof ReadOutcome.Missing;
        } catch (PortException e) {
            return true;
        }
    }

    private Map<WebhookId, BundleAddress> bundle(
            Map<WebhookId, InlineWebhook> inHand, Map<WebhookId, KeptWebhook> kept) {
        Map<String, List<InlineWebhook>> byClass = new LinkedHashMap<>();
        inHand.forEach((id, webhook) -> {
            KeptWebhook known = kept.get(id);
            if (known != null && known.address() == null && known.record().status() != WebhookStatus.PROCESSED) {
                String name = RetentionClass.of(policies.apply(known.record().provider()));
                byClass.computeIfAbsent(name, absent -> new ArrayList<>()).add(webhook);
            }
        });
        Map<WebhookId, BundleAddress> addresses = new HashMap<>();
        byClass.forEach((name, webhooks) -> addresses.putAll(write(name, webhooks)));
        Map<WebhookId, BundleAddress> ofTheDead = new HashMap<>(addresses);
        ofTheDead.keySet().removeIf(id -> !isDead(kept.get(id)));
        // Nobody changes the record of a dead webhook before it is redriven, and then its message is gone.
        store.noteAddresses(ofTheDead);
        return addresses;
    }

    private static boolean isDead(@Nullable KeptWebhook kept) {
        return kept != null && kept.record().status() == WebhookStatus.DEAD;
    }

    private Map<WebhookId, BundleAddress> write(String retentionClass, List<InlineWebhook> webhooks) {
        SealedBundle bundle =
                BundleWriter.seal(webhooks.stream().map(BundledBatches::entry).toList());
        String day = webhooks.getFirst()
                .record()
                .receivedAt()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        String key =
                "bundles/" + retentionClass + '/' + day + '/' + bundle.sha256().toHex() + ".spb";
        bundles.put(key, bundle.bytes());
        Map<WebhookId, BundleAddress> addresses = new HashMap<>();
        for (int i = 0; i < webhooks.size(); i++) {
            addresses.put(
                    webhooks.get(i).record().id(),
                    new BundleAddress(key, bundle.places().get(i)));
        }
        return addresses;
    }

    private static BundleEntry entry(InlineWebhook webhook) {
        return new BundleEntry(
                webhook.record().archiveKey(),
                RequestJson.write(webhook.original()),
                webhook.record().bodySha256(),
                webhook.original().body());
    }
}
