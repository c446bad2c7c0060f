package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.codec.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a Braintree payload says about itself: the XML {@code notification} with {@code kind}, {@code timestamp} and a
 * {@code subject}, whose only element has an {@code id}.
 *
 * <p>Read by hand: of XML these notifications use elements, attributes and text, and a parser that knew declarations and
 * entities would bring their dangers along.
 *
 * @param kind what happened
 * @param timestamp when, as written
 * @param subjectId to what
 */
record BraintreeNotification(
        @Nullable String kind,
        @Nullable String timestamp,
        @Nullable String subjectId) {

    private static final int DEEPEST = 64;

    /** Reads a payload; null if it is not Base64. */
    static @Nullable BraintreeNotification read(String payload) {
        try {
            byte[] xml = Base64.getMimeDecoder().decode(payload);
            return new Reader(new String(xml, StandardCharsets.UTF_8)).read();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns when it happened; null if that is not told or cannot be read. */
    @Nullable
    Instant at() {
        return timestamp == null ? null : TimeFormat.ISO8601.parse(timestamp);
    }

    /** Goes through the tags once, keeping the names of those that are open. */
    private static final class Reader {

        private final String xml;
        private final Deque<String> open = new ArrayDeque<>();
        private @Nullable String kind;
        private @Nullable String timestamp;
        private @Nullable String subjectId;

        Reader(String xml) {
            this.xml = xml;
        }

        BraintreeNotification read() {
            int text = 0;
            for (int at = xml.indexOf('<'); at >= 0 && open.size() < DEEPEST; at = xml.indexOf('<', text)) {
                int end = xml.indexOf('>', at);
                if (end < 0) {
                    break;
                }
                if (xml.startsWith("</", at)) {
                    close(xml.substring(text, at));
                } else if (!xml.startsWith("<?", at) && !xml.startsWith("<!", at) && xml.charAt(end - 1) != '/') {
                    open.addLast(name(at + 1, end));
                }
                text = end + 1;
            }
            return new BraintreeNotification(kind, timestamp, subjectId);
        }

        private String name(int from, int to) {
            int end = from;
            while (end < to && xml.charAt(end) > ' ') {
                end++;
            }
            return xml.substring(from, end);
        }

        private void close(String text) {
            String path = String.join("/", open);
            open.pollLast();
            String value = text.strip();
            if (value.isEmpty()) {
                return;
            }
            if (kind == null && path.equals("notification/kind")) {
                kind = value;
            } else if (timestamp == null && path.equals("notification/timestamp")) {
                timestamp = value;
            } else if (subjectId == null && isSubjectId(path)) {
                subjectId = value;
            }
        }

        private static boolean isSubjectId(String path) {
            String prefix = "notification/subject/";
            return path.startsWith(prefix)
                    && path.endsWith("/id")
                    && path.indexOf('/', prefix.length()) == path.length() - "/id".length();
        }
    }
}
