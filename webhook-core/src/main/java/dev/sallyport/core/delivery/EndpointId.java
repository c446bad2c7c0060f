package dev.sallyport.core.delivery;

import dev.sallyport.core.event.Base32Hex;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one endpoint of one tenant.
 *
 * @param value {@code ep_} and 32 of {@code 0-9a-v}: 160 drawn bits
 */
public record EndpointId(String value) implements Comparable<EndpointId> {

    private static final String PREFIX = "ep_";
    private static final Pattern FORM = Pattern.compile("ep_[0-9a-v]{32}");
    private static final int BYTES = 20;

    public EndpointId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("endpoint id must be 'ep_' and 32 of 0-9a-v");
        }
    }

    /** Tells whether the text has the form of an endpoint id. */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** Draws a new id. */
    public static EndpointId drawn(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new EndpointId(PREFIX + Base32Hex.encode(bytes, BYTES));
    }

    @Override
    public int compareTo(EndpointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
