package dev.sallyport.core.delivery;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A URL of an endpoint, read once and strictly, so that all who use it mean the same host.
 *
 * <p>Made by {@link TargetPolicy#judge(String)} alone. Immutable and thread-safe.
 */
public final class TargetUrl {

    /** The most characters a URL may have. */
    public static final int LONGEST = 2048;

    private final String scheme;
    private final String host;
    private final @Nullable IpAddress literal;
    private final int port;
    private final String pathAndQuery;

    TargetUrl(String scheme, String host, @Nullable IpAddress literal, int port, String pathAndQuery) {
        this.scheme = scheme;
        this.host = host;
        this.literal = literal;
        this.port = port;
        this.pathAndQuery = pathAndQuery;
    }

    static int defaultPort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }

    /** Returns {@code https} or {@code http}. */
    public String scheme() {
        return scheme;
    }

    /** Returns the name or address in lower case, an IPv6 address without brackets. */
    public String host() {
        return host;
    }

    /** Returns the address if the host is one, so that there is nothing to resolve; null if it is a name. */
    public @Nullable IpAddress literal() {
        return literal;
    }

    /** Returns the port, from 1 to 65535, that of the scheme if the URL names none. */
    public int port() {
        return port;
    }

    /** Returns the path, at least a slash, and the query with its question mark, as written. */
    public String pathAndQuery() {
        return pathAndQuery;
    }

    /** Returns the whole URL in its normal form; reading it again gives an equal value. */
    public String text() {
        return origin() + pathAndQuery;
    }

    /** Returns the whole URL for a client. */
    public URI toUri() {
        return URI.create(text());
    }

    private String origin() {
        String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme + "://" + written + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetUrl that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Leaves out path and query: they often hold a secret of the receiver. */
    @Override
    public String toString() {
        return origin();
    }
}
