package dev.sallyport.core.signature.key;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The addresses at which a provider keeps its keys. A request may name only one of these: from anywhere else a forger
 * could serve a key of his own, and any other host could be made to be called.
 *
 * <p>Written as addresses with {@code *} for a part that varies: in the host one label, in the path one segment or a part
 * of it. An address fits only as it is spelled here: another scheme, letter case, port, user, query, fragment, escape or
 * trailing dot does not, because readers of addresses differ on them.
 */
public final class PinnedUrls {

    private static final int LONGEST = 512;

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9_.-]{0,255}";

    private final List<Pattern> patterns;

    private PinnedUrls(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Pins addresses.
     *
     * @param templates such as {@code https://sns.*.amazonaws.com/*.pem}
     * @throws IllegalArgumentException if one does not begin with {@code https://}, or has no path
     */
    public static PinnedUrls of(String... templates) {
        return new PinnedUrls(
                List.of(templates).stream().map(PinnedUrls::pattern).toList());
    }

    private static Pattern pattern(String template) {
        int path = template.startsWith("https://") ? template.indexOf('/', "https://".length()) : -1;
        if (path < 0) {
            throw new IllegalArgumentException("write https://HOST/PATH instead of " + template);
        }
        return Pattern.compile(quoted(template.substring(0, path), LABEL) + quoted(template.substring(path), SEGMENT));
    }

    private static String quoted(String text, String wildcard) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf('*'); at >= 0; at = text.indexOf('*', from)) {
            pattern.append(Pattern.quote(text.substring(from, at))).append(wildcard);
            from = at + 1;
        }
        return pattern.append(Pattern.quote(text.substring(from))).toString();
    }

    /** Tells whether an address is one of these. */
    public boolean admit(String url) {
        return url.length() <= LONGEST
                && patterns.stream().anyMatch(pattern -> pattern.matcher(url).matches());
    }
}
