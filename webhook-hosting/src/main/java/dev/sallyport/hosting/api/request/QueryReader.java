package dev.sallyport.hosting.api.request;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Query;
import dev.sallyport.hosting.web.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a query's parameters by type and remembers the first that is wrong. For one thread. */
public final class QueryReader {

    private final Map<String, String> values;
    private @Nullable Problem problem;

    private QueryReader(Map<String, String> values, @Nullable Problem problem) {
        this.values = values;
        this.problem = problem;
    }

    /** Begins to read; parameters beyond those known are a mistake. */
    public static QueryReader of(Request request, String... known) {
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
    public @Nullable Problem problem() {
        return problem;
    }

    /** Returns a text; null if it is absent or empty. */
    public @Nullable String text(String name) {
        String text = values.get(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Returns a number within bounds. */
    public long number(String name, long least, long most, long otherwise) {
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

    /** Returns an instant, or null. */
    public @Nullable Instant instant(String name) {
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

    /** Returns a provider's name, or null. */
    public @Nullable ProviderId provider(String name) {
        return id(name, ProviderId::isWellFormed, ProviderId::new, "a provider's name");
    }

    /** Returns a status, or null. */
    public @Nullable WebhookStatus status(String name) {
        return word(name, WebhookStatus.class);
    }

    /** Returns a reason of death by its code, or null. */
    public @Nullable DeathReason reason(String name) {
        return oneOf(name, DeathReason.values(), DeathReason::code);
    }

    /** Returns the constant of an enumeration that is named, in any letter case; null if none is. */
    public <E extends Enum<E>> @Nullable E word(String name, Class<E> words) {
        return oneOf(name, words.getEnumConstants(), Enum::name);
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

    /**
     * Returns an identifier, or null.
     *
     * @param what what it should be, for the mistake
     */
    public <T> @Nullable T id(String name, Predicate<String> isWellFormed, Function<String, T> reading, String what) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (isWellFormed.test(text)) {
            return reading.apply(text);
        }
        note("'" + name + "' must be " + what);
        return null;
    }

    /** Notes a mistake, unless there is one already. */
    public void note(String mistake) {
        if (problem == null) {
            problem = wrong(mistake);
        }
    }

    private static Problem wrong(String mistake) {
        return Problem.of(400, "bad-parameter", mistake);
    }
}
