package dev.sallyport.local.gateway;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.http.Problem;
import dev.sallyport.local.http.Query;
import dev.sallyport.local.http.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a query's parameters by type and remembers the first that is wrong. For one thread. */
final class QueryReader {

    private final Map<String, String> values;
    private @Nullable Problem problem;

    private QueryReader(Map<String, String> values, @Nullable Problem problem) {
        this.values = values;
        this.problem = problem;
    }

    static QueryReader of(Request request, String... known) {
        Query query = Query.parse(request.query());
        if (query == null) {
            return new QueryReader(Map.of(), wrong("the query is malformed or gives a parameter twice"));
        }
        List<String> names = List.of(known);
        boolean understood = names.containsAll(query.values().keySet());
        return new QueryReader(
                query.values(), understood ? null : wrong("known parameters are " + String.join(", ", names)));
    }

    /** Returns the first mistake, or null if there is none. */
    @Nullable
    Problem problem() {
        return problem;
    }

    @Nullable
    String text(String name) {
        String text = values.get(name);
        return text == null || text.isEmpty() ? null : text;
    }

    long number(String name, long least, long most, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        note("'" + name + "' must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            note("'" + name + "' must be an instant such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    @Nullable
    ProviderId provider(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (ProviderId.isWellFormed(text)) {
            return new ProviderId(text);
        }
        note("'" + name + "' must be a provider's name");
        return null;
    }

    @Nullable
    WebhookStatus status(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (WebhookStatus status : WebhookStatus.values()) {
            if (status.name().equals(text.toUpperCase(Locale.ROOT))) {
                return status;
            }
        }
        note("'" + name + "' must be one of "
                + Arrays.stream(WebhookStatus.values()).map(WebhookStatus::name).collect(Collectors.joining(", ")));
        return null;
    }

    private void note(String mistake) {
        if (problem == null) {
            problem = wrong(mistake);
        }
    }

    private static Problem wrong(String mistake) {
        return Problem.of(400, "bad-parameter", mistake);
    }
}
