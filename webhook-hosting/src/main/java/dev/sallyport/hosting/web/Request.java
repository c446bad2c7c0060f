package dev.sallyport.hosting.web;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import java.net.InetSocketAddress;

/**
 * A request, wholly read.
 *
 * @param method the method as sent; methods are case-sensitive (RFC 9110 section 9.1)
 * @param target path and query as sent, undecoded, beginning with a slash
 * @param headers the header lines; order is kept among lines of one name only
 * @param body the exact bytes, empty if there are none
 * @param remote the other end of the connection, which may be a proxy
 */
public record Request(String method, String target, Headers headers, RawPayload body, InetSocketAddress remote) {

    /** Returns the target without its query, still percent-encoded. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Returns the query without its question mark, still percent-encoded; empty if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** Names method and path only: queries may hold tokens, headers and bodies do. */
    @Override
    public String toString() {
        return "Request[" + method + " " + path() + "]";
    }
}
