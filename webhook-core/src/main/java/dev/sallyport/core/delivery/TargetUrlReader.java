package dev.sallyport.core.delivery;

import static dev.sallyport.core.delivery.TargetRefusal.*;

import dev.sallyport.core.delivery.UrlVerdict.Allowed;
import dev.sallyport.core.delivery.UrlVerdict.Refused;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads URLs by a grammar narrower than that of any client, so that no two readers can differ about the host.
 *
 * <p>Most ways around a guard are URLs that one reader takes one way and another reader another: what is in doubt is
 * refused here, never repaired. Source of the grammar: <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC 3986</a>,
 * names as in RFC 1123 section 2.1; source of the doubts: the <a href="https://url.spec.whatwg.org/#host-parsing">WHATWG
 * URL standard</a>, which accepts them.
 */
final class TargetUrlReader {

    private static final int LONGEST_NAME = 253;
    private static final int GREATEST_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*+):(?<rest>.*+)");
    private static final Pattern REST = Pattern.compile("//(?<authority>[^/?]*+)(?<path>[^?]*+)(?<query>.*+)");
    private static final Pattern PATH_AND_QUERY =
            Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+");
    private static final Pattern BRACKETED = Pattern.compile("\\[(?<host>[^\\]]*+)\\](?::(?<port>.*+))?+");
    private static final Pattern PLAIN = Pattern.compile("(?<host>[^:\\[\\]]*+)(?::(?<port>[^:]*+))?+");
    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}+");
    private static final String LABEL_REST = "(?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9]" + LABEL_REST + "\\.)*[a-z]" + LABEL_REST);
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d++|0x[0-9a-f]*+)");

    private TargetUrlReader() {}

    /** Reads a URL of http or https; whether scheme, port and address are allowed is not judged here. */
    static UrlVerdict read(String text) {
        TargetRefusal unclear = firstUnclearCharacter(text);
        if (unclear != null) {
            return new Refused(unclear);
        }
        Matcher url = SCHEME.matcher(text);
        if (!url.matches()) {
            return new Refused(URL_MALFORMED);
        }
        String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Refused(SCHEME_NOT_ALLOWED);
        }
        Matcher rest = REST.matcher(url.group("rest"));
        if (!rest.matches()) {
            return new Refused(URL_MALFORMED);
        }
        String path = rest.group("path");
        String pathAndQuery = (path.isEmpty() ? "/" : path) + rest.group("query");
        UrlVerdict verdict = readAuthority(scheme, rest.group("authority"), pathAndQuery);
        boolean malformed = verdict instanceof Allowed
                && !PATH_AND_QUERY.matcher(pathAndQuery).matches();
        return malformed ? new Refused(URL_MALFORMED) : verdict;
    }

    private static @Nullable TargetRefusal firstUnclearCharacter(String text) {
        if (text.length() > TargetUrl.LONGEST) {
            return URL_TOO_LONG;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return URL_MALFORMED;
            }
            if (c == '\\') {
                return BACKSLASH;
            }
            if (c == '#') {
                return FRAGMENT;
            }
        }
        return null;
    }

    private static UrlVerdict readAuthority(String scheme, String authority, String pathAndQuery) {
        if (authority.indexOf('@') >= 0) {
            return new Refused(CREDENTIALS);
        }
        if (authority.chars().anyMatch(c -> c > 0x7f)) {
            return new Refused(HOST_NOT_ASCII);
        }
        boolean bracketed = authority.startsWith("[");
        if (authority.indexOf('%') >= 0) {
            return new Refused(bracketed ? ZONE_ID : HOST_PERCENT_ENCODED);
        }
        Matcher parts = (bracketed ? BRACKETED : PLAIN).matcher(authority);
        if (!parts.matches()) {
            return new Refused(HOST_MALFORMED);
        }
        String host = parts.group("host").toLowerCase(Locale.ROOT);
        IpAddress literal = IpAddress.parse(host);
        TargetRefusal unclear = bracketed ? againstBracketed(literal) : againstPlain(host, literal);
        if (unclear != null) {
            return new Refused(unclear);
        }
        int port = port(parts.group("port"), scheme);
        if (port < 0) {
            return new Refused(PORT_MALFORMED);
        }
        String written = literal == null ? host : literal.toString();
        return new Allowed(new TargetUrl(scheme, written, literal, port, pathAndQuery));
    }

    private static @Nullable TargetRefusal againstBracketed(@Nullable IpAddress literal) {
        return literal == null || literal.isIpv4() ? HOST_MALFORMED : null;
    }

    private static @Nullable TargetRefusal againstPlain(String host, @Nullable IpAddress literal) {
        if (host.isEmpty()) {
            return HOST_MISSING;
        }
        if (literal != null) {
            return null;
        }
        if (host.endsWith(".")) {
            return HOST_TRAILING_DOT;
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return ADDRESS_NOTATION;
        }
        return host.length() <= LONGEST_NAME && NAME.matcher(host).matches() ? null : HOST_MALFORMED;
    }

    /** Returns the port, that of the scheme if there is none; -1 if it is not written plainly. */
    private static int port(@Nullable String text, String scheme) {
        if (text == null) {
            return TargetUrl.defaultPort(scheme);
        }
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return port <= GREATEST_PORT ? port : -1;
    }
}
