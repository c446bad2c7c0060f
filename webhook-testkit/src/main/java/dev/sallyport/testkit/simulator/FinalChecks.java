package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the guarantees after a run has come to rest. */
final class FinalChecks {

    private final World world;
    private final History history;

    /** Places of first publications in the publication log. */
    private final Map<WebhookId, Integer> firstPublished = new LinkedHashMap<>();

    private final List<PublishedEvent> firsts = new ArrayList<>();
    private final Set<WebhookId> repeated = new HashSet<>();

    FinalChecks(World world) {
        this.world = world;
        this.history = world.history();
        for (PublishedEvent event : world.publisher().published()) {
            if (!event.replay()) {
                if (firstPublished.putIfAbsent(event.webhookId(), firsts.size()) == null) {
                    firsts.add(event);
                } else {
                    repeated.add(event.webhookId());
                }
            }
        }
    }

    void run() {
        history.events().forEach(this::checkFate);
        history.queued().forEach((key, order) -> checkOrder(key, order, "came into the queue"));
        history.handled().forEach((key, order) -> checkOrder(key, order, "came to the handler"));
        checkPrecedence();
        checkMarks();
        new SequenceChecks(world, firsts, repeated).run();
        world.store().all().forEach(this::checkRecord);
        world.archive().contents().forEach(this::checkArchived);
        world.publisher().published().forEach(this::checkPublished);
    }

    /** G1: whoever was told 2xx finds the webhook processed and published, or dead with its letter. */
    private void checkFate(SentEvent event) {
        WebhookRecord record = world.store().find(event.id());
        if (record == null) {
            if (event.isAccepted()) {
                history.violated(Guarantee.G1, event + " was accepted and is not recorded");
            }
            return;
        }
        switch (record.status()) {
            case PROCESSED -> {
                if (!firstPublished.containsKey(event.id())) {
                    history.violated(Guarantee.G1, event + " is recorded as processed and was never published");
                }
            }
            case DEAD -> checkDeadLetter(event, record);
            case RECEIVED, FAILED -> history.violated(Guarantee.G1, event + " stays " + record.status());
        }
    }

    private void checkDeadLetter(SentEvent event, WebhookRecord record) {
        ArchiveKey key =
                ArchiveKey.ofDeadLetter(record.id(), record.failures().getLast().at());
        WebhookRecord letter = world.archive().deadLetter(key);
        if (letter == null || !letter.failures().equals(record.failures())) {
            history.violated(Guarantee.G1, event + " is dead and its dead letter is not kept");
        }
    }

    /** G2: what came first is published first; what died at some time was stepped over. */
    private void checkOrder(OrderingKey key, Set<WebhookId> order, String how) {
        WebhookId latest = null;
        int latestPlace = -1;
        for (WebhookId id : order) {
            Integer place = firstPublished.get(id);
            if (place == null || history.everDied(id) || isSequenced(id)) {
                continue;
            }
            if (place < latestPlace) {
                history.violated(
                        Guarantee.G2,
                        "of key " + key + ", " + latest + " " + how + " before " + id + " and was published after it");
            }
            latest = id;
            latestPlace = Math.max(latestPlace, place);
        }
    }

    /** G2 as providers see it: accepted before the other was sent means published before the other. */
    private void checkPrecedence() {
        for (SentEvent one : history.events()) {
            Integer first = firstPublished.get(one.id());
            if (first == null || history.everDied(one.id()) || one.isSequenced()) {
                continue;
            }
            for (SentEvent other : history.events()) {
                Integer second = firstPublished.get(other.id());
                if (second != null
                        && second < first
                        && one.key().equals(other.key())
                        && one.isAcceptedBefore(other)
                        && !history.everDied(other.id())) {
                    history.violated(
                            Guarantee.G2,
                            one + " was accepted before " + other + " was sent, and was published after it");
                }
            }
        }
    }

    /**
     * G2 for providers that mark late events: an event is stale if a newer one of its key was published before it. One
     * that died may have been published before it died, without anyone knowing, and says nothing about others; nor does
     * a numbered one that was published again because nobody knew of the first time, for a lower number may step between.
     */
    private void checkMarks() {
        for (int i = 0; i < firsts.size(); i++) {
            PublishedEvent event = firsts.get(i);
            boolean overtaken = false;
            boolean perhapsOvertaken = history.everDied(event.webhookId()) || isOvertakenByTheDead(event);
            for (int j = 0; j < i; j++) {
                boolean newer = isNewer(firsts.get(j), event);
                overtaken |= newer && isKnownToBePublished(firsts.get(j).webhookId());
                perhapsOvertaken |= newer;
            }
            boolean stale = event.orderMark() == OrderMark.STALE;
            if (stale ? !perhapsOvertaken : overtaken && !history.everDied(event.webhookId())) {
                history.violated(
                        Guarantee.G2,
                        event.webhookId() + " is published " + event.orderMark() + " and was "
                                + (overtaken ? "" : "not ") + "overtaken");
            }
        }
    }

    /** The number of one that died counts as released: nobody waits for it, and what is below it is late. */
    private boolean isOvertakenByTheDead(PublishedEvent published) {
        SentEvent event = history.event(published.webhookId());
        return event != null
                && event.isSequenced()
                && history.events().stream()
                        .anyMatch(other -> history.everDied(other.id()) && other.isNewerThan(event));
    }

    private boolean isKnownToBePublished(WebhookId id) {
        return !history.everDied(id) && !(isSequenced(id) && repeated.contains(id));
    }

    private boolean isSequenced(WebhookId id) {
        SentEvent event = history.event(id);
        return event != null && event.isSequenced();
    }

    private boolean isNewer(PublishedEvent one, PublishedEvent other) {
        SentEvent newer = history.event(one.webhookId());
        SentEvent older = history.event(other.webhookId());
        return newer != null && older != null && newer.isNewerThan(older);
    }

    /** G3 and G4 for a record: the one of its event, describing the bytes that the archive holds for it. */
    private void checkRecord(WebhookRecord record) {
        SentEvent event = history.event(record.id());
        if (event == null) {
            history.violated(Guarantee.G5, record.id() + " is recorded and was never genuinely sent");
            return;
        }
        if (!record.orderingKey().equals(event.key())) {
            history.violated(Guarantee.G2, event + " is recorded under " + record.orderingKey());
        }
        if (!(world.archive().read(record.archiveKey()) instanceof ReadOutcome.Found found)) {
            history.violated(Guarantee.G4, "the bytes of " + event + " are not in the archive");
            return;
        }
        RawPayload body = found.webhook().body();
        if (!body.sha256().equals(record.bodySha256()) || body.size() != record.bodySize()) {
            history.violated(Guarantee.G4, "the record of " + event + " describes other bytes than the archive holds");
        }
        if (record.status() == WebhookStatus.PROCESSED && record.processedAt() == null) {
            history.violated(Guarantee.G1, event + " is processed at no time");
        }
    }

    /** G4 and G5 for the archive: nothing in it but bytes that were genuinely sent under that id. */
    private void checkArchived(ArchiveKey key, ArchivedWebhook archived) {
        SentEvent event = history.event(archived.id());
        if (event == null || !event.bodies().contains(archived.body())) {
            history.violated(Guarantee.G5, "the archive holds bytes under " + key + " that were never genuinely sent");
        }
    }

    private void checkPublished(PublishedEvent event) {
        WebhookRecord record = world.store().find(event.webhookId());
        if (record == null) {
            history.violated(Guarantee.G5, event.webhookId() + " was published and is not recorded");
        } else if (!event.archiveKey().equals(record.archiveKey())
                || !event.orderingKey().equals(record.orderingKey())) {
            history.violated(Guarantee.G3, event.webhookId() + " was published as other than it is recorded");
        }
    }
}
