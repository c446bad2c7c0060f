package dev.sallyport.core.application;

import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.EventPublisher.PublishOutcome;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.repair.RepairRun.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes webhooks once more, marked as replays, after making sure that the archive still holds their bytes intact:
 * a subscriber that is told of an event must be able to read it. What was never published is left to processing.
 */
final class Replay {

    private final PayloadArchive archive;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Replay(InboundParts parts) {
        this.archive = parts.archive();
        this.publisher = parts.publisher();
        this.clock = parts.clock();
    }

    RepairCounts repair(List<WebhookRecord> chosen, boolean dryRun) {
        List<WebhookRecord> processed = chosen.stream()
                .filter(record -> record.status() == Kind.REPLAY.repairs())
                .toList();
        List<PublishedEvent> events = new ArrayList<>();
        for (WebhookRecord record : processed) {
            switch (archive.read(record.archiveKey())) {
                case ReadOutcome.Found found -> events.add(PublishedEvent.ofReplay(record, clock.instant()));
                case ReadOutcome.Missing missing -> {}
                case ReadOutcome.Corrupt corrupt -> {}
            }
        }
        int published = dryRun || events.isEmpty() ? events.size() : publish(events);
        return new RepairCounts(published, chosen.size() - processed.size(), processed.size() - published);
    }

    private int publish(List<PublishedEvent> events) {
        int published = 0;
        for (PublishOutcome outcome : publisher.publish(events)) {
            switch (outcome) {
                case PublishOutcome.Published done -> published++;
                case PublishOutcome.Refused refused -> {}
                case PublishOutcome.HeldBack heldBack -> {}
            }
        }
        return published;
    }
}
