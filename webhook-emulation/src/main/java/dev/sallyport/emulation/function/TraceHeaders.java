package dev.sallyport.emulation.function;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Makes X-Ray trace headers.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">tracing
 *     header</a>
 */
public final class TraceHeaders {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES_OF_A_TRACE = 12;
    private static final int BYTES_OF_A_PARENT = 8;

    private TraceHeaders() {}

    /** Returns the header of a new trace that is recorded. */
    public static String begin(Instant now) {
        return "Root=1-" + HexFormat.of().toHexDigits((int) now.getEpochSecond()) + '-' + hex(BYTES_OF_A_TRACE)
                + ";Parent=" + hex(BYTES_OF_A_PARENT) + ";Sampled=1";
    }

    private static String hex(int bytes) {
        byte[] chance = new byte[bytes];
        RANDOM.nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }
}
