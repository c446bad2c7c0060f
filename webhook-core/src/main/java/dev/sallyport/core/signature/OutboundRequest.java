package dev.sallyport.core.signature;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import java.time.Instant;

/**
 * A request on its way out, before or after it is signed.
 *
 * @param method the HTTP method in upper case
 * @param url the absolute URL, query included
 * @param headers the header lines in order
 * @param body the exact bytes
 */
public record OutboundRequest(String method, String url, Headers headers, RawPayload body) {

    /** Makes a POST without headers. */
    public static OutboundRequest post(String url, RawPayload body) {
        return new OutboundRequest("POST", url, Headers.none(), body);
    }

    /** Returns the request with a header line, in place of the lines of that name that it has. */
    public OutboundRequest withHeader(String name, String value) {
        Headers.Builder lines = Headers.builder();
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.nameAt(i).equalsIgnoreCase(name)) {
                lines.add(headers.nameAt(i), headers.valueAt(i));
            }
        }
        return new OutboundRequest(method, url, lines.add(name, value).build(), body);
    }

    /** Returns the request with another body. */
    public OutboundRequest withBody(RawPayload other) {
        return new OutboundRequest(method, url, headers, other);
    }

    /** Returns the request with another URL. */
    public OutboundRequest withUrl(String other) {
        return new OutboundRequest(method, other, headers, body);
    }

    /** Returns the request as its receiver sees it. */
    public WebhookRequest receivedAt(Instant instant) {
        return new WebhookRequest(method, url, headers, body, instant);
    }
}
