package dev.sallyport.core.application;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.ordering.GroupWalk;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.QueuedWebhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How far one batch has come: its groups, the newest state of its records, the outcomes so far. For one thread. */
final class BatchProgress {

    private final List<QueuedWebhook> batch;
    private final @Nullable EntryOutcome[] outcomes;
    private final Map<WebhookId, WebhookRecord> records;
    private final List<Group> groups;

    BatchProgress(List<QueuedWebhook> batch, Map<WebhookId, WebhookRecord> records) {
        this.batch = batch;
        this.outcomes = new EntryOutcome[batch.size()];
        this.records = new HashMap<>(records);
        List<Integer> places = IntStream.range(0, batch.size()).boxed().toList();
        this.groups = GroupWalk.of(places, place -> batch.get(place).key()).groups().stream()
                .map(group -> new Group(group.entries()))
                .toList();
    }

    /** Returns the groups in the order in which their first entries stand in the batch. */
    List<Group> groups() {
        return groups;
    }

    boolean hasOpenGroups() {
        return groups.stream().anyMatch(Group::isOpen);
    }

    /** Gives every entry that has no outcome yet back to the queue. */
    void holdBackTheRest(Duration delay) {
        groups.forEach(group -> group.holdBack(delay));
    }

    void update(WebhookRecord record) {
        records.put(record.id(), record);
    }

    List<EntryOutcome> outcomes() {
        List<EntryOutcome> all = new ArrayList<>(outcomes.length);
        for (EntryOutcome outcome : outcomes) {
            if (outcome == null) {
                throw new IllegalStateException("an entry was left without an outcome");
            }
            all.add(outcome);
        }
        return all;
    }

    /** The entries of one ordering key, taken strictly one after the other. */
    final class Group {

        private List<Integer> entries;
        private int position;

        private Group(List<Integer> entries) {
            this.entries = entries;
        }

        /** Takes the entries in another order; before the first is taken. */
        void arrange(Comparator<QueuedWebhook> order) {
            entries = entries.stream()
                    .sorted(Comparator.comparing(batch::get, order))
                    .toList();
        }

        /** Tells whether an entry is left that may be taken now. */
        boolean isOpen() {
            return position < entries.size();
        }

        /** Returns the entries not finished yet, the head first. */
        List<QueuedWebhook> remaining() {
            return entries.subList(position, entries.size()).stream()
                    .map(batch::get)
                    .toList();
        }

        /** Returns the record of an entry as it is now, or null if there is none. */
        @Nullable
        WebhookRecord record(QueuedWebhook entry) {
            return records.get(entry.id());
        }

        /** Finishes the head; the next entry becomes the head. */
        void finishHead() {
            outcomes[entries.get(position)] = new EntryOutcome.Finished();
            position++;
        }

        /** Closes the group: the head, and all behind it, go back to the queue. */
        void holdBack(Duration delay) {
            for (; position < entries.size(); position++) {
                outcomes[entries.get(position)] = new EntryOutcome.Later(delay);
            }
        }
    }
}
