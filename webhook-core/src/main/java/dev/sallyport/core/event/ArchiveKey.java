package dev.sallyport.core.event;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The name under which bytes lie in the archive.
 *
 * <p>The same webhook has the same key on every machine and at every retry, so that writing it again overwrites equal
 * bytes with equal bytes.
 *
 * @param value up to 512 characters: names of letters, digits, {@code - _ .} that do not begin with a dot, separated by
 *     slashes; safe as an object's key and as a relative path
 */
public record ArchiveKey(String value) implements Comparable<ArchiveKey> {

    private static final int LONGEST = 512;

    public ArchiveKey {
        if (value.length() > LONGEST || !isNames(value)) {
            throw new IllegalArgumentException("archive key must be names of letters, digits, '-', '_' and '.', none"
                    + " beginning with '.', separated by '/', up to 512 characters");
        }
    }

    private static boolean isNames(String value) {
        boolean nameBegins = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = (c == '/' || c == '.') ? !nameBegins : isPlain(c);
            if (!fits) {
                return false;
            }
            nameBegins = c == '/';
        }
        return !nameBegins;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** The key of a webhook's body: {@code {provider}/{yyyy-MM-dd}/{webhook_id}.json}, the day being that of UTC. */
    public static ArchiveKey ofWebhook(ProviderId provider, WebhookId webhook, Instant receivedAt) {
        return new ArchiveKey(provider + "/" + day(receivedAt) + "/" + webhook + ".json");
    }

    /** The key of a dead letter: {@code dead-letters/{yyyy-MM-dd}/{webhook_id}.json}, the day being that of UTC. */
    public static ArchiveKey ofDeadLetter(WebhookId webhook, Instant diedAt) {
        return new ArchiveKey(ProviderId.RESERVED_FOR_DEAD_LETTERS + "/" + day(diedAt) + "/" + webhook + ".json");
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public int compareTo(ArchiveKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
