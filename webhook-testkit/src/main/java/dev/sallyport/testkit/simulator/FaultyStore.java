package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookPage;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import dev.sallyport.testkit.simulator.stage.Scheduler;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that is far away. Remembers what each actor has read. */
final class FaultyStore implements WebhookStore {

    private final WebhookStore store;
    private final PortCalls calls;
    private final Scheduler scheduler;

    FaultyStore(WebhookStore store, PortCalls calls, Scheduler scheduler) {
        this.store = store;
        this.calls = calls;
        this.scheduler = scheduler;
    }

    @Override
    public CreateOutcome create(WebhookRecord record) {
        return calls.write("store.create", record, () -> store.create(record));
    }

    @Override
    public @Nullable WebhookRecord find(WebhookId id) {
        return calls.read("store.find", id, () -> findAndNote(List.of(id))).get(id);
    }

    @Override
    public Map<WebhookId, WebhookRecord> findAll(Collection<WebhookId> ids) {
        return calls.read("store.findAll", ids, () -> findAndNote(ids));
    }

    private Map<WebhookId, WebhookRecord> findAndNote(Collection<WebhookId> ids) {
        Map<WebhookId, WebhookRecord> found = store.findAll(ids);
        found.values().forEach(scheduler.current()::saw);
        return found;
    }

    @Override
    public List<ReplaceOutcome> replaceAll(List<WebhookRecord> replacements) {
        replacements.forEach(record -> scheduler.current().recorded(record.id()));
        List<ReplaceOutcome> outcomes = calls.writeAll("store.replaceAll", replacements, store::replaceAll);
        for (int i = 0; i < outcomes.size(); i++) {
            WebhookRecord now =
                    switch (outcomes.get(i)) {
                        case ReplaceOutcome.Replaced replaced -> replacements.get(i);
                        case ReplaceOutcome.Conflict conflict -> conflict.current();
                    };
            if (now != null) {
                scheduler.current().saw(now);
            }
        }
        return outcomes;
    }

    @Override
    public WebhookPage list(WebhookQuery query) {
        WebhookPage page = calls.read("store.list", null, () -> store.list(query));
        page.records().forEach(scheduler.current()::saw);
        return page;
    }

    @Override
    public List<WebhookRecord> stranded(Instant before, int limit) {
        return calls.read("store.stranded", before, () -> store.stranded(before, limit));
    }
}
