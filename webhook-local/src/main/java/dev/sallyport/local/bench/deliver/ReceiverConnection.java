package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection that a sender made; it has one request under way at most. For one thread. */
final class ReceiverConnection {

    /** An answer without a body. */
    static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private static final int FIRST_ROOM = 4_096;
    private static final int MOST_ROOM = 2 << 20;
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private byte[] in = new byte[FIRST_ROOM];
    private int filled;
    private int bodyBegins;
    private boolean held;
    private long dueAt;

    private ReceiverConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static void open(SocketChannel channel, Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new ReceiverConnection(channel));
    }

    /** Returns an answer with a body. */
    static byte[] ok(byte[] body) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Tells whether a request waits for its answer, or did when the connection closed. */
    boolean isHeld() {
        return held;
    }

    long dueAt() {
        return dueAt;
    }

    void hold(long until) {
        held = true;
        dueAt = until;
    }

    /** Reads what has come; returns the target of a request that is complete, null before, and closes at the end. */
    @Nullable
    String read() {
        try {
            if (filled == in.length) {
                in = Arrays.copyOf(in, 2 * in.length);
            }
            int read = channel.read(ByteBuffer.wrap(in, filled, in.length - filled));
            if (read < 0 || in.length > MOST_ROOM) {
                channel.close();
                return null;
            }
            filled += read;
        } catch (IOException e) {
            close();
            return null;
        }
        return held ? null : completeTarget();
    }

    private @Nullable String completeTarget() {
        bodyBegins = endOfHead();
        if (bodyBegins < 0) {
            return null;
        }
        String head = new String(in, 0, bodyBegins, US_ASCII);
        if (filled < bodyBegins + lengthIn(head)) {
            return null;
        }
        filled = 0;
        return head.substring(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (in[i] == '\n' && in[i - 1] == '\r' && in[i - 2] == '\n' && in[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int lengthIn(String head) {
        String lines = head.toLowerCase(Locale.ROOT);
        int header = lines.indexOf(LENGTH);
        if (header < 0) {
            return 0;
        }
        int begin = header + LENGTH.length();
        return Integer.parseInt(
                lines.substring(begin, lines.indexOf('\r', begin)).strip());
    }

    /** Returns the number of the event whose request was read last; negative if it is none of the benchmark's. */
    int eventNumber() {
        return PostedEvents.numberIn(in, bodyBegins);
    }

    /** Answers; what a socket does not take at once is more than such an answer has. */
    void answer(byte[] bytes) {
        held = false;
        try {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, whether it says goodbye or not.
            return;
        }
    }
}
