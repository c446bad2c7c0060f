package dev.sallyport.hosting.web;

import dev.sallyport.core.event.Headers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a problem document (RFC 9457).
 *
 * @param status 400 to 599
 * @param code a stable name for programs, in lower case with hyphens; it ends the document's {@code type}
 * @param detail a sentence for people, without secrets and without anything the client sent
 * @param retryAfter when to try again, or null to say nothing about it
 */
public record Problem(
        int status, String code, String detail, @Nullable Duration retryAfter) {

    private static final String TYPE_PREFIX = "urn:sallyport:problem:";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"));

    /** Makes a problem that says nothing about trying again. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    /** Makes a 503 that says when to try again. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(503, "unavailable", detail, retryAfter);
    }

    /** Returns the answer; {@code Retry-After} is in whole seconds, rounded up. */
    public Response toResponse() {
        return toResponse(nothing -> {});
    }

    /** Returns the answer with further members (RFC 9457 section 3.2). */
    public Response toResponse(Json.Content more) {
        Headers.Builder lines = Headers.builder().add("Content-Type", "application/problem+json");
        if (retryAfter != null) {
            lines.add(
                    "Retry-After",
                    Long.toString(retryAfter.plusNanos(999_999_999).toSeconds()));
        }
        return new Response(status, lines.build(), Json.write(json -> {
            json.writeStringField("type", TYPE_PREFIX + code);
            json.writeStringField("title", TITLES.getOrDefault(status, "Error"));
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            more.writeTo(json);
        }));
    }
}
