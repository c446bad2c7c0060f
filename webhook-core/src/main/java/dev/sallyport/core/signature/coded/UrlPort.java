package dev.sallyport.core.signature.coded;

import java.util.List;
import java.util.TreeSet;

/** The spellings of a URL's port. Works on the text: what was signed need not be a URL that a parser accepts. */
final class UrlPort {

    private UrlPort() {}

    /** Returns a URL as it is, and without its port, or with the one that its scheme implies. */
    static List<String> variants(String url) {
        int slashes = url.indexOf("://");
        if (slashes < 0) {
            return List.of(url);
        }
        int from = slashes + "://".length();
        int to = endOfAuthority(url, from);
        int colon = colonOfPort(url, from, to);
        if (colon >= 0) {
            return List.of(url, url.substring(0, colon) + url.substring(to));
        }
        String scheme = url.substring(0, slashes);
        String port = scheme.equals("https") ? ":443" : scheme.equals("http") ? ":80" : "";
        return List.copyOf(new TreeSet<>(List.of(url, url.substring(0, to) + port + url.substring(to))));
    }

    private static int endOfAuthority(String url, int from) {
        int at = from;
        while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Returns -1 if there is no port: the colons of a password and of an IPv6 address are none. */
    private static int colonOfPort(String url, int from, int to) {
        int at = to;
        while (at > from && url.charAt(at - 1) >= '0' && url.charAt(at - 1) <= '9') {
            at--;
        }
        boolean isPort = at > from && at < to && url.charAt(at - 1) == ':';
        return isPort ? at - 1 : -1;
    }
}
