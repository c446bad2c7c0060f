package dev.sallyport.local.transfer;

import dev.sallyport.core.archive.BundleEntry;
import dev.sallyport.core.archive.BundleReading.Placed;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.WebhookStore.CreateOutcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings webhooks in: the body into the archive, then the record, the dead letter of a dead one, and what is not
 * finished into the queue, in the order of the export. Whatever is there already stays.
 */
final class WebhookArrivals {

    private final TransferParts parts;
    private long bodies;
    private long missing;
    private long present;
    private long conflicts;

    WebhookArrivals(TransferParts parts) {
        this.parts = parts;
    }

    void take(List<WebhookRecord> records, List<Placed> archived) {
        Map<ArchiveKey, BundleEntry> byKey = new HashMap<>();
        archived.forEach(webhook -> byKey.put(webhook.entry().key(), webhook.entry()));
        List<CreateOutcome> outcomes = Concurrently.map(parts.atOnce(), records, record -> keep(record, byKey));
        for (int i = 0; i < records.size(); i++) {
            settle(
                    records.get(i),
                    outcomes.get(i),
                    byKey.containsKey(records.get(i).archiveKey()));
        }
    }

    private CreateOutcome keep(WebhookRecord record, Map<ArchiveKey, BundleEntry> byKey) {
        BundleEntry body = byKey.get(record.archiveKey());
        if (body != null) {
            try {
                parts.archive().store(record.archiveKey(), RequestJson.read(body.head(), body.body()));
            } catch (IOException e) {
                throw new TransferException("the request of " + record.id() + " in the export is damaged", e);
            }
        }
        CreateOutcome outcome = parts.webhooks().create(record);
        if (record.status() == WebhookStatus.DEAD && !record.failures().isEmpty()) {
            parts.archive()
                    .storeDeadLetter(
                            ArchiveKey.ofDeadLetter(
                                    record.id(), record.failures().getLast().at()),
                            record);
        }
        return outcome;
    }

    private void settle(WebhookRecord record, CreateOutcome outcome, boolean withBody) {
        if (withBody) {
            bodies++;
        } else {
            missing++;
        }
        WebhookRecord kept = record;
        if (outcome instanceof CreateOutcome.AlreadyExists other) {
            present++;
            kept = other.existing();
        }
        if (!kept.bodySha256().equals(record.bodySha256())) {
            conflicts++;
        } else if (!kept.status().isTerminal()) {
            // Again, if an earlier import died before it: an entry too many is dropped by whoever takes it.
            parts.queue().enqueue(kept.id(), kept.orderingKey());
            if (kept.revision() == 0) {
                // A store may look for what stays behind only among what came lately, and among what has changed.
                parts.webhooks().replaceAll(List.of(kept.requeued(kept.queuedAt())));
            }
        }
    }

    long bodies() {
        return bodies;
    }

    long missing() {
        return missing;
    }

    long present() {
        return present;
    }

    long conflicts() {
        return conflicts;
    }
}
