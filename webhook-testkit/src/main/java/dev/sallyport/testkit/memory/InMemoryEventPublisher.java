package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what is published in memory, and refuses what it is told to. Safe for any number of threads. */
public final class InMemoryEventPublisher implements EventPublisher, PublicationLog {

    private static final int LARGEST_LIMIT = 1_000;

    private final List<Publication> publications = new ArrayList<>();
    private final Map<WebhookId, String> refusals = new HashMap<>();

    @Override
    public synchronized List<PublishOutcome> publish(List<PublishedEvent> events) {
        Set<OrderingKey> stopped = new HashSet<>();
        List<PublishOutcome> outcomes = new ArrayList<>(events.size());
        for (PublishedEvent event : events) {
            outcomes.add(publish(event, stopped));
        }
        return outcomes;
    }

    private PublishOutcome publish(PublishedEvent event, Set<OrderingKey> stopped) {
        if (stopped.contains(event.orderingKey())) {
            return new PublishOutcome.HeldBack();
        }
        String code = refusals.get(event.webhookId());
        if (code != null) {
            stopped.add(event.orderingKey());
            return new PublishOutcome.Refused(code);
        }
        publications.add(new Publication(publications.size() + 1L, event));
        return new PublishOutcome.Published();
    }

    @Override
    public synchronized List<Publication> after(long after, int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to 1000, not " + limit);
        }
        int from = Math.clamp(after, 0, publications.size());
        int to = Math.min(publications.size(), from + limit);
        return List.copyOf(publications.subList(from, to));
    }

    /** Refuses a webhook from now on. */
    public synchronized void refuse(WebhookId id, String code) {
        refusals.put(id, code);
    }

    /** Takes a webhook again that was refused. */
    public synchronized void takeAgain(WebhookId id) {
        refusals.remove(id);
    }

    /** Tells whether a webhook is refused at present. */
    public synchronized boolean refuses(WebhookId id) {
        return refusals.containsKey(id);
    }

    /** Returns what was published, in publish order. */
    public synchronized List<PublishedEvent> published() {
        return publications.stream().map(Publication::event).toList();
    }
}
