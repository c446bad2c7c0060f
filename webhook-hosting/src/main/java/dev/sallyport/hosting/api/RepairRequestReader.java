package dev.sallyport.hosting.api;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.hosting.api.request.Choice;
import dev.sallyport.hosting.web.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what an operator wants redriven or replayed, and remembers the first mistake. For one thread. */
final class RepairRequestReader {

    private static final int MOST_IDS = 1_000;
    private static final int USUAL_RATE = 100;
    private static final int HIGHEST_RATE = 100_000;
    private static final List<String> CONDITIONS = List.of("provider", "status", "from", "to", "reason");
    private static final List<String> KNOWN =
            List.of("ids", "provider", "status", "from", "to", "reason", "all", "dryRun", "perSecond");

    private final Map<String, Object> values;
    private @Nullable Problem problem;

    private RepairRequestReader(Map<String, Object> values) {
        this.values = values;
    }

    /** Begins to read a request's body. */
    static RepairRequestReader of(RawPayload body) {
        Map<String, Object> values = JsonDocument.readObject(body);
        RepairRequestReader reader = new RepairRequestReader(values == null ? Map.of() : values);
        if (values == null) {
            reader.note("the body must be a JSON object, for example {\"provider\":\"acme\",\"dryRun\":true}");
        } else if (!KNOWN.containsAll(values.keySet())) {
            reader.note("known members are " + String.join(", ", KNOWN));
        }
        return reader;
    }

    /** Returns the first mistake, or null if there is none. */
    @Nullable
    Problem problem() {
        return problem;
    }

    /** Returns what is wanted; meaningless if there is a mistake. */
    StartRepairCommand command(RepairRun.Kind kind) {
        boolean dryRun = flag("dryRun");
        int perSecond = rate();
        return new StartRepairCommand(kind, selection(), dryRun, perSecond);
    }

    private RepairSelection selection() {
        boolean all = flag("all");
        boolean conditional = CONDITIONS.stream().anyMatch(values::containsKey);
        if (values.containsKey("ids")) {
            if (conditional || all) {
                note("'ids' names webhooks one by one: leave out the other conditions");
            }
            List<WebhookId> ids = ids();
            return ids.isEmpty() ? everything() : new RepairSelection.ByIds(ids);
        }
        if (all == conditional) {
            note(
                    all
                            ? "'all' goes with no other condition"
                            : "say which webhooks: name 'ids', give one of " + String.join(", ", CONDITIONS)
                                    + ", or say \"all\":true");
        }
        return new RepairSelection.Matching(
                oneOf("status", WebhookStatus.values(), WebhookStatus::name),
                provider(),
                instant("from"),
                instant("to"),
                oneOf("reason", DeathReason.values(), DeathReason::code));
    }

    private static RepairSelection everything() {
        return new RepairSelection.Matching(null, null, null, null, null);
    }

    private List<WebhookId> ids() {
        Set<WebhookId> ids = new LinkedHashSet<>();
        if (values.get("ids") instanceof List<?> given && !given.isEmpty() && given.size() <= MOST_IDS) {
            for (Object id : given) {
                if (!(id instanceof String text) || !WebhookId.isWellFormed(text)) {
                    note("every one of 'ids' must be a webhook's id");
                    return List.of();
                }
                ids.add(new WebhookId(text));
            }
        } else {
            note("'ids' must be a list of 1 to " + MOST_IDS + " webhook ids");
        }
        return new ArrayList<>(ids);
    }

    private @Nullable ProviderId provider() {
        String text = text("provider");
        if (text == null || ProviderId.isWellFormed(text)) {
            return text == null ? null : new ProviderId(text);
        }
        note("'provider' must be a provider's name");
        return null;
    }

    private @Nullable Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            note("'" + name + "' must be an instant such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    private <T> @Nullable T oneOf(String name, T[] choices, Function<T, String> nameOf) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        T chosen = Choice.of(text, choices, nameOf);
        if (chosen == null) {
            note(Choice.remedy(name, choices, nameOf));
        }
        return chosen;
    }

    private int rate() {
        Object rate = Objects.requireNonNullElse(values.get("perSecond"), (long) USUAL_RATE);
        if (rate instanceof Long number && number >= 1 && number <= HIGHEST_RATE) {
            return number.intValue();
        }
        note("'perSecond' must be a whole number from 1 to " + HIGHEST_RATE);
        return USUAL_RATE;
    }

    private boolean flag(String name) {
        Object value = Objects.requireNonNullElse(values.get(name), false);
        if (!(value instanceof Boolean)) {
            note("'" + name + "' must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private @Nullable String text(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        note("'" + name + "' must be a text");
        return null;
    }

    private void note(String mistake) {
        if (problem == null) {
            problem = Problem.of(400, "bad-parameter", mistake);
        }
    }
}
