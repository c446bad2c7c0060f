package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** A connection that is kept alive and has one request under way at most. For one thread. */
final class LoadConnection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final String LENGTH_HEADER = "\r\ncontent-length:";
    private static final String CHUNKED_HEADER = "\r\ntransfer-encoding: chunked\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_ANSWER);

    /** The event of the request under way, and when its latency began. */
    private int event;

    private long since;

    private LoadConnection(SocketChannel channel, Selector selector, int requestBytes) throws IOException {
        this.channel = channel;
        this.out = ByteBuffer.allocateDirect(requestBytes);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static LoadConnection open(InetSocketAddress address, Selector selector, int requestBytes) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return new LoadConnection(channel, selector, requestBytes);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int event() {
        return event;
    }

    long since() {
        return since;
    }

    void send(LoadRequests events, long latencyBegins) throws IOException {
        out.clear();
        event = events.next(out);
        since = latencyBegins;
        out.flip();
        write();
    }

    /** Writes what the socket takes, and asks to be called again for the rest. */
    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Reads what has come.
     *
     * @return the status if the answer is complete, 0 if more is to come
     * @throws IOException if the connection ended, or what came is not an answer
     */
    int read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        int bodyBegins = endOfHead();
        if (bodyBegins < 0) {
            if (!in.hasRemaining()) {
                throw new IOException("the answer is longer than " + LARGEST_ANSWER + " bytes");
            }
            return 0;
        }
        byte[] bytes = new byte[bodyBegins];
        in.get(0, bytes);
        String head = new String(bytes, US_ASCII).toLowerCase(Locale.ROOT);
        boolean isWhole =
                head.contains(CHUNKED_HEADER) ? endsInLastChunk() : in.position() >= bodyBegins + lengthIn(head);
        if (!isWhole) {
            return 0;
        }
        in.clear();
        return Integer.parseInt(head.substring(9, 12));
    }

    /** No answer but this one is under way, so that its last chunk is what was read last. */
    private boolean endsInLastChunk() {
        byte[] end = new byte[LAST_CHUNK.length()];
        in.get(in.position() - end.length, end);
        return new String(end, US_ASCII).equals(LAST_CHUNK);
    }

    private int endOfHead() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n' && in.get(i - 3) == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int lengthIn(String head) {
        String lines = head.toLowerCase(Locale.ROOT);
        int header = lines.indexOf(LENGTH_HEADER);
        if (header < 0) {
            return 0;
        }
        int begin = header + LENGTH_HEADER.length();
        return Integer.parseInt(
                lines.substring(begin, lines.indexOf('\r', begin)).strip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
