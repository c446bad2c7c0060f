package dev.sallyport.local.bench.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Endpoints to deliver to, all behind one port and served by one thread, so that ten thousand of them cost next to
 * nothing. The path of a request says how it is answered: {@code /after/2000/…} with 200 after so many milliseconds,
 * {@code /never/…} not at all. {@code GET /tally} tells what came.
 */
public final class Receivers {

    /** How the path of an endpoint begins that never answers. */
    static final String NEVER = "/never/";

    /** The path on which they tell what came. */
    static final String TALLY = "/tally";

    private static final int BACKLOG = 4_096;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Deque<ReceiverConnection> waiting = new ArrayDeque<>();
    private final BitSet seen = new BitSet();
    private long requests;
    private int held;
    private int mostHeld;

    private Receivers(Selector selector, ServerSocketChannel listening) {
        this.selector = selector;
        this.listening = listening;
    }

    /**
     * Listens on a free port of this machine; nobody is served yet.
     *
     * @throws IOException if it cannot
     */
    public static Receivers listen() throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        return new Receivers(selector, listening);
    }

    /** Returns how the path of an endpoint begins that answers after a time. */
    static String pathAfter(Duration time) {
        return "/after/" + time.toMillis() + "/";
    }

    /** Returns where they listen. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    /**
     * Serves in the calling thread, until the process ends.
     *
     * @throws IOException if the selector breaks down
     */
    public void serve() throws IOException {
        while (true) {
            answerWhatIsDue();
            selector.select(this::serve, pause());
        }
    }

    private long pause() {
        ReceiverConnection first = waiting.peekFirst();
        return first == null ? 0 : Math.max(1, (first.dueAt() - System.nanoTime()) / 1_000_000);
    }

    /** All of a run wait equally long, or nearly so: who came first is answered first. */
    private void answerWhatIsDue() {
        long now = System.nanoTime();
        for (ReceiverConnection first = waiting.peekFirst();
                first != null && first.dueAt() <= now;
                first = waiting.peekFirst()) {
            waiting.removeFirst();
            if (first.isOpen()) {
                held--;
                first.answer(ReceiverConnection.OK);
            }
        }
    }

    private void serve(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof ReceiverConnection connection) {
            read(connection);
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
                ReceiverConnection.open(channel, selector);
            }
        } catch (IOException e) {
            // The sender has gone before it was let in.
            return;
        }
    }

    private void read(ReceiverConnection connection) {
        String target = connection.read();
        if (!connection.isOpen()) {
            held -= connection.isHeld() ? 1 : 0;
        } else if (target != null) {
            receive(connection, target);
        }
    }

    private void receive(ReceiverConnection connection, String target) {
        if (target.equals(TALLY)) {
            byte[] tally =
                    new ReceiverTally(requests, held, mostHeld, seen).toText().getBytes(US_ASCII);
            connection.answer(ReceiverConnection.ok(tally));
            return;
        }
        requests++;
        int event = connection.eventNumber();
        if (event >= 0) {
            seen.set(event);
        }
        String[] parts = target.split("/", 4);
        boolean never = parts[1].equals("never");
        long millis = never ? 0 : Long.parseLong(parts[2]);
        if (!never && millis == 0) {
            connection.answer(ReceiverConnection.OK);
            return;
        }
        held++;
        mostHeld = Math.max(mostHeld, held);
        connection.hold(System.nanoTime() + Duration.ofMillis(millis).toNanos());
        if (!never) {
            waiting.addLast(connection);
        }
    }
}
