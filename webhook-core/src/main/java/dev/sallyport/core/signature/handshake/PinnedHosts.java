package dev.sallyport.core.signature.handshake;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that may be called because a request says so. A URL fits only if it is {@code https}, at the standard port,
 * without user, and its host is spelled as one of these: readers of URLs differ on anything more unusual.
 */
final class PinnedHosts {

    private static final int LONGEST = 2048;

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    /** Path and query as a browser would send them; a backslash, blank or escape of the host's part cannot occur. */
    private static final String REST = "/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*";

    private final Pattern pattern;

    private PinnedHosts(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Pins hosts, such as {@code sns.*.amazonaws.com}, in which {@code *} stands for one label. */
    static PinnedHosts of(List<String> hosts) {
        StringBuilder alternatives = new StringBuilder();
        for (String host : hosts) {
            alternatives.append(alternatives.isEmpty() ? "" : "|");
            String separator = "";
            for (String part : host.split("\\*", -1)) {
                alternatives.append(separator).append(Pattern.quote(part));
                separator = LABEL;
            }
        }
        return new PinnedHosts(Pattern.compile("https://(?:" + alternatives + ")" + REST));
    }

    /** Returns the URL if it may be called, or null. */
    @Nullable
    URI admit(String url) {
        if (url.length() > LONGEST || !pattern.matcher(url).matches()) {
            return null;
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
