package dev.sallyport.local.http;

/**
 * How much clients may ask of a door.
 *
 * @param maxBodyBytes the largest body let in, in bytes, 0 to 1 GiB; default 1 MiB
 * @param maxBufferedBytes how many bytes of bodies may be held at once, over all requests; further ones are answered
 *     503. At least {@code maxBodyBytes}; default a quarter of the heap
 */
public record DoorLimits(int maxBodyBytes, long maxBufferedBytes) {

    /** The default of {@link #maxBodyBytes}: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

    private static final int LARGEST_BODY = 1 << 30;

    public DoorLimits {
        if (maxBodyBytes < 0 || maxBodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException("maxBodyBytes must be 0 to " + LARGEST_BODY + ", not " + maxBodyBytes);
        }
        if (maxBufferedBytes < maxBodyBytes) {
            throw new IllegalArgumentException("maxBufferedBytes must be at least maxBodyBytes");
        }
    }

    /** Returns limits with the default share of the heap. */
    public static DoorLimits ofBody(int maxBodyBytes) {
        return new DoorLimits(
                maxBodyBytes, Math.max(maxBodyBytes, Runtime.getRuntime().maxMemory() / 4));
    }
}
