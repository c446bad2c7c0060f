package dev.sallyport.core.signature.coded;

/** What of a URL a request line names. Works on the text: what was signed need not be a URL that a parser accepts. */
final class UrlTarget {

    private UrlTarget() {}

    /** Returns path and query, as they are written; the path is {@code /} if the URL has none. */
    static String of(String url) {
        int fragment = url.indexOf('#');
        String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
        int slashes = withoutFragment.indexOf("://");
        int from = slashes < 0 ? 0 : slashes + "://".length();
        while (from < withoutFragment.length() && "/?".indexOf(withoutFragment.charAt(from)) < 0) {
            from++;
        }
        String target = withoutFragment.substring(from);
        return target.startsWith("/") ? target : "/" + target;
    }

    /** Returns the path alone, as it is written; {@code /} if the URL has none. */
    static String path(String url) {
        String target = of(url);
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
