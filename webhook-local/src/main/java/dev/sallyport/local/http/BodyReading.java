package dev.sallyport.local.http;

import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What came of reading a body. */
sealed interface BodyReading {

    /** All of it was read, and nothing but it. */
    record Whole(RawPayload body) implements BodyReading {}

    /** It is, or says that it is, larger than the limit; what lies beyond was not read. */
    record TooLarge() implements BodyReading {}

    /** Too much is being held for others. */
    record NoRoom() implements BodyReading {}

    /** It ended early or its chunks are malformed. */
    record Broken() implements BodyReading {}

    int FIRST_BLOCK = 8 * 1024;

    /**
     * Reads a body to its end, or to one byte beyond the limit. Memory grows with what arrived, not with what was
     * announced.
     *
     * @param announced the {@code Content-Length}, or -1 if there is none
     */
    static BodyReading read(InputStream in, long announced, int limit, BodyBudget.Account account) {
        if (announced > limit) {
            return new TooLarge();
        }
        int firstBlock = Math.min(limit, announced < 0 ? FIRST_BLOCK : (int) Math.min(announced, FIRST_BLOCK));
        try {
            return read(in, firstBlock, limit, account);
        } catch (IOException | RuntimeException malformed) {
            // The server's reader of chunks throws unchecked exceptions at some malformed lengths.
            return new Broken();
        }
    }

    private static BodyReading read(InputStream in, int firstBlock, int limit, BodyBudget.Account account)
            throws IOException {
        if (!account.take(firstBlock)) {
            return new NoRoom();
        }
        byte[] bytes = new byte[firstBlock];
        int size = 0;
        while (true) {
            size += in.readNBytes(bytes, size, bytes.length - size);
            if (size < bytes.length) {
                return new Whole(RawPayload.adopt(Arrays.copyOf(bytes, size)));
            }
            // Only a read that finds the end tells the server that the connection may serve another request.
            int next = in.read();
            if (next < 0) {
                return new Whole(RawPayload.adopt(bytes));
            }
            if (size >= limit) {
                return new TooLarge();
            }
            int larger = (int) Math.min(limit, Math.max(FIRST_BLOCK, 2L * bytes.length));
            if (!account.take(larger - bytes.length)) {
                return new NoRoom();
            }
            bytes = Arrays.copyOf(bytes, larger);
            bytes[size++] = (byte) next;
        }
    }
}
