package dev.sallyport.testkit.simulator.stage;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what happens in a run, if anyone is to read it: of 100,000 runs nobody reads all but a few. */
public final class Trace {

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private Supplier<Instant> clock = () -> Instant.EPOCH;
    private @Nullable Instant start;

    /**
     * Makes a trace.
     *
     * @param kept whether anyone is to read it
     */
    public Trace(boolean kept) {
        this.kept = kept;
    }

    /** Sets where the time of the lines comes from. */
    public void follow(Supplier<Instant> source) {
        clock = source;
    }

    /** Has an id written as a name. */
    public void name(WebhookId id, String name) {
        name(id.value(), name);
    }

    /** Has a text written as a name. */
    public void name(String text, String name) {
        names.put(text, name);
    }

    /** Writes down that someone does something. */
    public void say(Object who, String what) {
        if (kept) {
            add(who, what);
        }
    }

    /** Writes down what came of something that someone did. */
    public void say(Object who, String what, @Nullable Object about, Object outcome) {
        if (kept) {
            add(who, what + (about == null ? "" : " " + describe(about)) + " -> " + describe(outcome));
        }
    }

    private void add(Object who, String what) {
        Instant now = clock.get();
        if (start == null) {
            start = now;
        }
        Duration since = Duration.between(start, now);
        lines.add(String.format("%,12.6f  %-12s %s", since.toNanos() / 1e9, who, withNames(what)));
    }

    /** Returns a text with ids replaced by names. */
    public String withNames(String text) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    private static String describe(@Nullable Object thing) {
        return switch (thing) {
            case null -> "nothing";
            case WebhookRecord record ->
                record.id() + ":" + record.status() + "@" + record.revision()
                        + (record.notBefore() == null ? "" : " not before " + record.notBefore());
            case PublishedEvent event ->
                event.webhookId() + "#" + event.attempt() + (event.replay() ? " (replay)" : "") + " "
                        + event.orderMark();
            case Delivery delivery ->
                delivery.webhookId() + "(" + delivery.receipt().value() + ")";
            case Receipt receipt -> receipt.value();
            case dev.sallyport.core.delivery.Delivery delivery ->
                delivery.id() + ":" + delivery.status() + "@" + delivery.revision() + " after " + delivery.attempts()
                        + ", due " + delivery.dueAt() + ", wakes " + delivery.wakeAt();
            case Endpoint endpoint ->
                endpoint.id() + "@" + endpoint.revision() + " " + endpoint.state() + " "
                        + endpoint.health().breaker() + " to tell " + endpoint.pendingNotices();
            case Map<?, ?> map -> describe(map.values());
            case Collection<?> all -> all.stream().map(Trace::describe).collect(Collectors.joining(", ", "[", "]"));
            default -> thing.toString();
        };
    }

    /** Returns what was written down; nothing unless it is kept. */
    public List<String> lines() {
        return lines;
    }
}
