package dev.sallyport.local.emulated.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;

/** Requests and what is made of them, for tests. */
final class Requests {

    private Requests() {}

    static Request request(String method, String target, Headers headers, String body) {
        return new Request(
                method,
                target,
                headers,
                RawPayload.adopt(body.getBytes(UTF_8)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5_000));
    }

    static Map<String, Object> object(RawPayload json) {
        return Objects.requireNonNull(JsonDocument.readObject(json));
    }

    static Map<?, ?> object(Map<?, ?> parent, String name) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name);
    }

    static String text(Response response) {
        return new String(response.body().toByteArray(), UTF_8);
    }
}
