package dev.sallyport.core.event;

import java.time.Instant;

/**
 * A request as it arrived at the gate: everything a signature scheme may look at.
 *
 * @param method the HTTP method in upper case
 * @param url the absolute URL under which the provider knows the endpoint, query included; behind a proxy this is the
 *     registered public URL, not the one the proxy used
 * @param headers the header lines in order
 * @param body the exact bytes
 * @param receivedAt when the request arrived; signed times are measured against it, however late verification runs
 */
public record WebhookRequest(String method, String url, Headers headers, RawPayload body, Instant receivedAt) {}
