package dev.sallyport.hosting.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;

/**
 * An answer, wholly made. The door adds {@code Date}, {@code Content-Length} and, where it must, {@code Connection}.
 *
 * @param status 200 to 599
 * @param headers further header lines
 * @param body the bytes to send
 */
public record Response(int status, Headers headers, RawPayload body) {

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, not " + status);
        }
    }

    /** Makes an answer that says nothing but its status. */
    public static Response empty(int status) {
        return new Response(status, Headers.of(), RawPayload.empty());
    }

    /** Makes an answer of JSON. */
    public static Response json(int status, Json.Content content) {
        return new Response(status, Headers.of("Content-Type", "application/json"), Json.write(content));
    }

    /** Makes an answer of plain text in UTF-8. */
    public static Response text(int status, String text) {
        return new Response(
                status,
                Headers.of("Content-Type", "text/plain; charset=utf-8"),
                RawPayload.adopt(text.getBytes(UTF_8)));
    }

    /** Returns the same answer with one more header line. */
    public Response with(String name, String value) {
        Headers.Builder lines = Headers.builder();
        for (int i = 0; i < headers.size(); i++) {
            lines.add(headers.nameAt(i), headers.valueAt(i));
        }
        return new Response(status, lines.add(name, value).build(), body);
    }
}
