package dev.sallyport.local.client;

import java.net.URI;

/**
 * Where a gateway listens, with whatever stands before its own paths: a stage of API Gateway, a prefix of a proxy.
 *
 * @param address scheme, host, port, and the path before the gateway's own, with or without a slash at its end
 */
record BaseAddress(URI address) {

    /** Returns the address of one of the gateway's own paths, which begins with a slash and may have a query. */
    URI of(String target) {
        String before = address.getRawPath() == null ? "" : address.getRawPath();
        return address.resolve((before.endsWith("/") ? before.substring(0, before.length() - 1) : before) + target);
    }
}
