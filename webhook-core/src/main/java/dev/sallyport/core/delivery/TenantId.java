package dev.sallyport.core.delivery;

import java.util.regex.Pattern;

/**
 * Names one tenant: nothing that carries one tenant's name is shown to, or moved by, another (guarantee G7).
 *
 * @param value 1 to 64 of lower-case letters, digits and hyphens, beginning with a letter or digit
 */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public TenantId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "tenant id must be 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit");
        }
    }

    /** Tells whether the text could name a tenant. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
