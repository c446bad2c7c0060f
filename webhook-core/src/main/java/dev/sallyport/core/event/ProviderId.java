package dev.sallyport.core.event;

/**
 * Names one configured sender of webhooks: the {@code {provider}} of {@code POST /webhooks/{provider}}.
 *
 * @param value 1 to 64 of lower-case letters, digits and hyphens, beginning with a letter or digit; for example
 *     {@code stripe} or {@code acme-eu}; {@code dead-letters} is reserved
 */
public record ProviderId(String value) {

    /** Names no provider: the archive keeps dead letters under this name, beside those of the providers. */
    public static final String RESERVED_FOR_DEAD_LETTERS = "dead-letters";

    private static final int LONGEST = 64;

    public ProviderId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "provider id must be 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit, and not 'dead-letters'");
        }
    }

    /** Tells whether the text could name a provider, so that edges can refuse it without an exception. */
    public static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c == '-' && i > 0)) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST && !value.equals(RESERVED_FOR_DEAD_LETTERS);
    }

    @Override
    public String toString() {
        return value;
    }
}
