package dev.sallyport.local.listen;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** In which manner a receiver answers: well, or as those do who are broken, overloaded or hostile. */
public enum Manner {

    /** The answer as a whole. */
    WHOLE,

    /** No answer, for ever. */
    HANG,

    /** The connection is closed in place of an answer. */
    CLOSE,

    /** A body of a byte now and then, without end. */
    DRIP,

    /** A body without end, as fast as it is taken. */
    ENDLESS,

    /** A small compressed body that unpacks to a gigabyte. */
    BOMB;

    private static final Duration BETWEEN_DROPS = Duration.ofMillis(100);
    private static final byte[] BLOCK = new byte[8192];
    private static final long UNPACKED = 1L << 30;

    /** Writes a body in this manner until it ends, the client has gone, or the listener stops. */
    void write(OutputStream out, CountDownLatch stopping) throws IOException {
        switch (this) {
            case DRIP -> {
                while (!isOver(stopping, BETWEEN_DROPS)) {
                    out.write('.');
                    out.flush();
                }
            }
            case ENDLESS -> {
                while (!isOver(stopping, Duration.ZERO)) {
                    out.write(BLOCK);
                }
            }
            case BOMB -> {
                GZIPOutputStream packed = new GZIPOutputStream(out);
                for (long left = UNPACKED; left > 0 && !isOver(stopping, Duration.ZERO); left -= BLOCK.length) {
                    packed.write(BLOCK);
                }
                packed.finish();
            }
            case WHOLE, HANG, CLOSE -> throw new IllegalStateException("no body is made in the manner " + this);
        }
    }

    private static boolean isOver(CountDownLatch stopping, Duration wait) {
        try {
            return stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
