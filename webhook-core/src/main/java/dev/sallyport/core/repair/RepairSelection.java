package dev.sallyport.core.repair;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which webhooks a run is about. */
public sealed interface RepairSelection {

    /** Tells whether a record is chosen. */
    boolean chooses(WebhookRecord record);

    /**
     * Webhooks by name.
     *
     * @param ids 1 to 1,000, each once
     */
    record ByIds(List<WebhookId> ids) implements RepairSelection {

        private static final int MOST = 1_000;

        public ByIds {
            ids = List.copyOf(ids);
            if (ids.isEmpty() || ids.size() > MOST || ids.stream().distinct().count() < ids.size()) {
                throw new IllegalArgumentException("name 1 to " + MOST + " webhooks, each once");
            }
        }

        @Override
        public boolean chooses(WebhookRecord record) {
            return ids.contains(record.id());
        }
    }

    /**
     * Webhooks by what is recorded of them; a condition that is null chooses all.
     *
     * @param status where they stand; null for those that the kind of run repairs
     * @param provider who sent them
     * @param receivedFrom the earliest arrival, inclusive
     * @param receivedBefore the latest arrival, exclusive
     * @param reason why they died
     */
    record Matching(
            @Nullable WebhookStatus status,
            @Nullable ProviderId provider,
            @Nullable Instant receivedFrom,
            @Nullable Instant receivedBefore,
            @Nullable DeathReason reason)
            implements RepairSelection {

        @Override
        public boolean chooses(WebhookRecord record) {
            return (status == null || status == record.status())
                    && (provider == null || provider.equals(record.provider()))
                    && (receivedFrom == null || !record.receivedAt().isBefore(receivedFrom))
                    && (receivedBefore == null || record.receivedAt().isBefore(receivedBefore))
                    && (reason == null || reason == record.deathReason());
        }
    }
}
