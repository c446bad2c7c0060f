package dev.sallyport.hosting.api.request;

import dev.sallyport.hosting.config.ConfigProblem;
import dev.sallyport.hosting.config.JsonTree;
import dev.sallyport.hosting.config.Position;
import dev.sallyport.hosting.config.Problems;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as a section of a configuration is read: by name and type, noting every mistake. Names may be
 * written {@code likeThis} or {@code like_this}, so that what was answered can be sent back. For one thread.
 */
public final class JsonBody {

    /** Whose members are named by the user: they stay as they are. */
    private static final Set<String> NAMED_BY_USERS = Set.of("headers", "payloadFilter", "retryByType");

    private static final Mapping EMPTY = new Mapping(List.of(), Position.whole(""));

    private final Section section;
    private final boolean readable;

    private JsonBody(Section section, boolean readable) {
        this.section = section;
        this.readable = readable;
    }

    /**
     * Begins to read a body; none at all is an empty object.
     *
     * @param what what the body is, for messages: {@code an endpoint}
     * @param known the names that may stand in it, {@code likeThis}
     */
    public static JsonBody of(Request request, String what, List<String> known) {
        Mapping read = request.body().size() == 0 ? EMPTY : JsonTree.read(request.body());
        return read == null ? new JsonBody(section(EMPTY, what, known), false) : of(read, what, known);
    }

    /** Begins to read an object that was read already. */
    public static JsonBody of(Mapping object, String what, List<String> known) {
        Problems problems = new Problems();
        return new JsonBody(Section.of(oneSpelling(object, problems), what, known, problems), true);
    }

    private static Section section(Mapping object, String what, List<String> known) {
        return Section.of(object, what, known, new Problems());
    }

    /** Returns the body, of which nothing is left if it was not JSON. */
    public Section section() {
        return section;
    }

    /** Returns the refusal of all mistakes noted so far; null if there is none. */
    public @Nullable Response refusal() {
        if (!readable) {
            return Problem.of(400, "malformed-json", "the body must be one JSON object that names nothing twice")
                    .toResponse();
        }
        List<ConfigProblem> found = section.problems().found();
        return found.isEmpty()
                ? null
                : refusal(400, found.stream().map(JsonBody::mistake).toList());
    }

    private static Mistake mistake(ConfigProblem problem) {
        return new Mistake(problem.at().file(), "malformed", problem.message());
    }

    /** Returns the refusal of a body for what it says; the first mistake stands in the detail, all in a list. */
    public static Response refusal(int status, List<Mistake> mistakes) {
        String more = mistakes.size() == 1 ? "" : "; and " + (mistakes.size() - 1) + " more";
        return Problem.of(status, "refused", mistakes.getFirst().message() + more)
                .toResponse(json -> {
                    json.writeArrayFieldStart("problems");
                    for (Mistake mistake : mistakes) {
                        json.writeStartObject();
                        json.writeStringField("field", mistake.field());
                        json.writeStringField("code", mistake.code());
                        json.writeStringField("message", mistake.message());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /**
     * One thing that is wrong.
     *
     * @param field where, as a JSON Pointer
     * @param code why, in a stable word
     * @param message why, in a sentence
     */
    public record Mistake(String field, String code, String message) {}

    private static Mapping oneSpelling(Mapping object, Problems problems) {
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : object.entries()) {
            Scalar name = entry.name();
            String spelled = camelCase(name.text());
            if (!seen.add(spelled)) {
                problems.add(name.at(), "'" + spelled + "' is given in two spellings: keep one");
            }
            YamlValue value = entry.value() instanceof Mapping below && !NAMED_BY_USERS.contains(spelled)
                    ? oneSpelling(below, problems)
                    : entry.value();
            entries.add(new Entry(new Scalar(spelled, true, name.at()), value));
        }
        return new Mapping(entries, object.at());
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean raise = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i > 0) {
                raise = true;
            } else {
                camel.append(raise ? Character.toUpperCase(c) : c);
                raise = false;
            }
        }
        return camel.toString();
    }
}
