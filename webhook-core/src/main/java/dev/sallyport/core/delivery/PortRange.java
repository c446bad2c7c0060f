package dev.sallyport.core.delivery;

/**
 * Ports from one to another.
 *
 * @param first from 1 to last
 * @param last up to 65535
 */
public record PortRange(int first, int last) {

    private static final int GREATEST = 65_535;

    public PortRange {
        if (first < 1 || last < first || last > GREATEST) {
            throw new IllegalArgumentException("ports must be from 1 to 65535, the first not above the last");
        }
    }

    /** Returns the range of one port. */
    public static PortRange only(int port) {
        return new PortRange(port, port);
    }

    /** Tells whether a port lies in the range. */
    public boolean contains(int port) {
        return first <= port && port <= last;
    }
}
