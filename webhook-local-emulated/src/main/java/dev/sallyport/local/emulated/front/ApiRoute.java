package dev.sallyport.local.emulated.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One route of an API.
 *
 * @param method such as {@code POST}, or {@value #ANY}
 * @param path with placeholders; the last segment may be greedy, as in {@code /events/{proxy+}}
 * @param function the key of the function behind it
 * @param access who may call it
 */
public record ApiRoute(String method, String path, String function, Access access) {

    /** The method of a route that takes all. */
    public static final String ANY = "ANY";

    /** Who may call a route. */
    public enum Access {
        /** Anyone; the function judges. */
        OPEN,
        /** Operators: by signed request in the cloud ({@code AWS_IAM}), by token or from this machine here. */
        OPERATORS
    }

    /** Returns what a request comes to; null if it is not for this route. */
    @Nullable
    Resource match(String requestMethod, String requestPath) {
        if (!method.equals(ANY) && !method.equals(requestMethod)) {
            return null;
        }
        List<String> wanted = List.of(path.split("/", -1));
        List<String> found = List.of(requestPath.split("/", -1));
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.endsWith("+}") && i < found.size()) {
                parameters.put(
                        segment.substring(1, segment.length() - 2), String.join("/", found.subList(i, found.size())));
                return new Resource(path, parameters);
            }
            if (i >= found.size()) {
                return null;
            }
            if (segment.startsWith("{") && !found.get(i).isEmpty()) {
                parameters.put(
                        segment.substring(1, segment.length() - 1),
                        URLDecoder.decode(found.get(i).replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!segment.equals(found.get(i))) {
                return null;
            }
        }
        return wanted.size() == found.size() ? new Resource(path, parameters) : null;
    }
}
