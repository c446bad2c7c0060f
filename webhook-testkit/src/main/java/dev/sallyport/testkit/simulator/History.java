package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.testkit.simulator.stage.Guarantee;
import dev.sallyport.testkit.simulator.stage.Trace;
import dev.sallyport.testkit.simulator.stage.Violations;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was observed in a run, from outside and at the ports, and what of it breaks a guarantee. */
final class History {

    private final Trace trace;
    private final Map<WebhookId, SentEvent> events = new LinkedHashMap<>();
    private final Map<OrderingKey, Set<WebhookId>> queued = new LinkedHashMap<>();
    private final Map<OrderingKey, Set<WebhookId>> handled = new LinkedHashMap<>();
    private final Set<WebhookId> died = new HashSet<>();
    private final Violations found;

    History(Trace trace) {
        this.trace = trace;
        this.found = new Violations(trace);
    }

    void add(SentEvent event) {
        events.put(event.id(), event);
        trace.name(event.id(), event.name());
    }

    Collection<SentEvent> events() {
        return events.values();
    }

    @Nullable
    SentEvent event(WebhookId id) {
        return events.get(id);
    }

    void violated(Guarantee guarantee, String text) {
        found.violated(guarantee, text);
    }

    /** Returns what breaks a guarantee. */
    Violations found() {
        return found;
    }

    void queued(WebhookId id, OrderingKey key) {
        queued.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(id);
    }

    /** Returns the webhooks of each key in the order in which they first came into the queue. */
    Map<OrderingKey, Set<WebhookId>> queued() {
        return queued;
    }

    void handled(WebhookId id, OrderingKey key) {
        handled.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(id);
    }

    /** Returns the webhooks of each key in the order in which the handler first saw them. */
    Map<OrderingKey, Set<WebhookId>> handled() {
        return handled;
    }

    void died(WebhookId id) {
        died.add(id);
    }

    /** Tells whether a webhook was dead at some time, and so was stepped over. */
    boolean everDied(WebhookId id) {
        return died.contains(id);
    }
}
