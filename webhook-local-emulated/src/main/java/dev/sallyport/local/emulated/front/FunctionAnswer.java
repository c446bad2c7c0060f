package dev.sallyport.local.emulated.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.hosting.web.Response;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a function returned into an answer over HTTP. */
final class FunctionAnswer {

    private static final int LEAST_STATUS = 200;
    private static final int MOST_STATUS = 599;

    /** What the server itself decides. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("content-length", "connection", "transfer-encoding", "date");

    private FunctionAnswer() {}

    /** Returns the answer; null if the function returned none, which is a fault of the function. */
    static @Nullable Response read(String returned) {
        Map<String, Object> answer = JsonDocument.readObject(RawPayload.adopt(returned.getBytes(UTF_8)));
        if (answer == null || !(answer.get("statusCode") instanceof Number status)) {
            return null;
        }
        int code = status.intValue();
        RawPayload body = bodyOf(answer);
        if (code < LEAST_STATUS || code > MOST_STATUS || body == null) {
            return null;
        }
        return new Response(code, headersOf(answer), body);
    }

    private static @Nullable RawPayload bodyOf(Map<String, Object> answer) {
        Object body = answer.get("body");
        if (!(body instanceof String text)) {
            return RawPayload.empty();
        }
        if (!Boolean.TRUE.equals(answer.get("isBase64Encoded"))) {
            return RawPayload.adopt(text.getBytes(UTF_8));
        }
        try {
            return RawPayload.adopt(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Lists win over single values of the same name, as in API Gateway. */
    private static Headers headersOf(Map<String, Object> answer) {
        Headers.Builder headers = Headers.builder();
        Map<?, ?> lists = answer.get("multiValueHeaders") instanceof Map<?, ?> map ? map : Map.of();
        lists.forEach((name, values) -> {
            if (values instanceof List<?> list) {
                list.forEach(value -> add(headers, name, value));
            }
        });
        if (answer.get("headers") instanceof Map<?, ?> single) {
            single.forEach((name, value) -> {
                if (!lists.containsKey(name)) {
                    add(headers, name, value);
                }
            });
        }
        if (answer.get("cookies") instanceof List<?> cookies) {
            cookies.forEach(cookie -> add(headers, "Set-Cookie", cookie));
        }
        return headers.build();
    }

    private static void add(Headers.Builder headers, @Nullable Object name, @Nullable Object value) {
        String text = String.valueOf(name);
        if (!NOT_PASSED_ON.contains(text.toLowerCase(Locale.ROOT))) {
            headers.add(text, String.valueOf(value));
        }
    }
}
