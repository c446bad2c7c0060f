package dev.sallyport.hosting.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path of fixed segments and of names in braces, each of which stands for one segment of any text but none. */
record PathTemplate(List<String> segments) {

    static PathTemplate of(String template) {
        List<String> segments = template.startsWith("/") ? segmentsOf(template) : null;
        if (segments == null) {
            throw new IllegalArgumentException("a path template begins with a slash: '" + template + "'");
        }
        return new PathTemplate(segments);
    }

    /** Splits a path at its slashes and decodes each segment; null if an encoding is malformed. */
    static @Nullable List<String> segmentsOf(String path) {
        List<String> segments = new ArrayList<>(4);
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = PercentDecoding.decode(path.substring(start, end));
            if (segment == null) {
                return null;
            }
            segments.add(segment);
            start = end + 1;
        }
        return segments;
    }

    @Nullable
    PathParameters match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String wanted = segments.get(i);
            String found = path.get(i);
            if (wanted.startsWith("{") && wanted.endsWith("}")) {
                if (found.isEmpty()) {
                    return null;
                }
                values.put(wanted.substring(1, wanted.length() - 1), found);
            } else if (!wanted.equals(found)) {
                return null;
            }
        }
        return new PathParameters(values);
    }
}
