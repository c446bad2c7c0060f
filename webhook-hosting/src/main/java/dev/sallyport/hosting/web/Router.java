package dev.sallyport.hosting.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a handler by method and path. A path without a route is answered 404, a method without one 405 with
 * {@code Allow}; {@code HEAD} goes where {@code GET} goes. Thread-safe.
 */
public final class Router implements RequestHandler {

    private record Entry(String method, PathTemplate template, Route route) {}

    private final List<Entry> entries;

    private Router(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Begins a router without routes. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Response handle(Request request) {
        List<String> segments = PathTemplate.segmentsOf(request.path());
        if (segments == null) {
            return Problem.of(400, "bad-path", "the path holds a malformed percent-encoding")
                    .toResponse();
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Set<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            @Nullable PathParameters parameters = entry.template().match(segments);
            if (parameters == null) {
                continue;
            }
            if (entry.method().equals(method)) {
                return entry.route().handle(request, parameters);
            }
            allowed.add(entry.method());
        }
        if (allowed.isEmpty()) {
            return Problem.of(404, "no-such-path", "nothing is served at this path")
                    .toResponse();
        }
        return Problem.of(405, "method-not-allowed", "this path takes other methods: " + String.join(", ", allowed))
                .toResponse()
                .with("Allow", String.join(", ", allowed));
    }

    /** Collects routes; earlier ones win. For one thread. */
    public static final class Builder {

        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a route.
         *
         * @param template a path such as {@code /webhooks/{provider}}; a name in braces stands for one segment
         * @throws IllegalArgumentException if the template does not begin with a slash
         */
        public Builder on(String method, String template, Route route) {
            entries.add(new Entry(method, PathTemplate.of(template), route));
            return this;
        }

        /** Returns a router of the routes added so far. */
        public Router build() {
            return new Router(entries);
        }
    }
}
