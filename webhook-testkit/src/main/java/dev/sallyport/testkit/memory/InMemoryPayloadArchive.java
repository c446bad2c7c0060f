package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.out.PayloadArchive;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps bodies and dead letters in memory. Safe for any number of threads. */
public final class InMemoryPayloadArchive implements PayloadArchive {

    private final Map<ArchiveKey, Kept> webhooks = new LinkedHashMap<>();
    private final Map<ArchiveKey, WebhookRecord> deadLetters = new LinkedHashMap<>();

    @Override
    public synchronized ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        Kept kept = webhooks.get(key);
        if (kept != null) {
            return new ArchiveOutcome.AlreadyStored(
                    kept.sha256(), kept.webhook().body().size());
        }
        webhooks.put(key, new Kept(webhook, webhook.body().sha256()));
        return new ArchiveOutcome.Stored();
    }

    @Override
    public synchronized ReadOutcome read(ArchiveKey key) {
        Kept kept = webhooks.get(key);
        if (kept == null) {
            return new ReadOutcome.Missing();
        }
        return kept.webhook().body().sha256().equals(kept.sha256())
                ? new ReadOutcome.Found(kept.webhook())
                : new ReadOutcome.Corrupt("the body is not the one that was stored");
    }

    @Override
    public synchronized void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        deadLetters.put(key, dead);
    }

    /** Returns the dead letter of that key, or null if there is none. */
    public synchronized @Nullable WebhookRecord deadLetter(ArchiveKey key) {
        return deadLetters.get(key);
    }

    /** Returns all that is kept, in the order of its arrival, without checking it. */
    public synchronized Map<ArchiveKey, ArchivedWebhook> contents() {
        Map<ArchiveKey, ArchivedWebhook> contents = new LinkedHashMap<>();
        webhooks.forEach((key, kept) -> contents.put(key, kept.webhook()));
        return contents;
    }

    /**
     * Spoils a kept body, as a failing disk would.
     *
     * @throws IllegalArgumentException if nothing is kept under that key
     */
    public synchronized void damage(ArchiveKey key) {
        Kept kept = webhooks.get(key);
        if (kept == null) {
            throw new IllegalArgumentException("nothing is kept under " + key);
        }
        ArchivedWebhook webhook = kept.webhook();
        webhooks.put(
                key,
                new Kept(
                        new ArchivedWebhook(webhook.id(), webhook.provider(), damaged(webhook.request())),
                        kept.sha256()));
    }

    private static WebhookRequest damaged(WebhookRequest request) {
        byte[] body = request.body().toByteArray();
        byte[] other = new byte[body.length + 1];
        System.arraycopy(body, 0, other, 0, body.length);
        return new WebhookRequest(
                request.method(), request.url(), request.headers(), RawPayload.adopt(other), request.receivedAt());
    }

    private record Kept(ArchivedWebhook webhook, Sha256 sha256) {}
}
