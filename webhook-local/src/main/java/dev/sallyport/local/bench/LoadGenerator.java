package dev.sallyport.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Sends events over many connections from one thread, at as little cost as Java allows. For one run. */
public final class LoadGenerator {

    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long PROGRESS_EVERY = Duration.ofMillis(100).toNanos();

    private final InetSocketAddress server;
    private final LoadRequests events;
    private final Load load;
    private final Consumer<Duration> progress;

    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final List<LoadConnection> all = new ArrayList<>();
    private final BitSet accepted = new BitSet();
    private final Latencies latencies = new Latencies();
    private int refused;
    private int failed;
    private int underWay;
    private long sent;
    private long begin;
    private long lastAnswer;

    private LoadGenerator(InetSocketAddress server, LoadRequests events, Load load, Consumer<Duration> progress) {
        this.server = server;
        this.events = events;
        this.load = load;
        this.progress = progress;
    }

    /**
     * Puts a load on a server.
     *
     * @param progress is told several times a second how much of the load's duration is over
     * @throws IOException if the server cannot be connected to
     */
    public static LoadResult run(InetSocketAddress server, LoadRequests events, Load load, Consumer<Duration> progress)
            throws IOException {
        return new LoadGenerator(server, events, load, progress).run();
    }

    private LoadResult run() throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < load.connections(); i++) {
                open(selector);
            }
            begin = System.nanoTime();
            lastAnswer = begin;
            send(selector);
            return new LoadResult(accepted, refused, failed, Duration.ofNanos(lastAnswer - begin), latencies);
        } finally {
            for (LoadConnection connection : all) {
                connection.close();
            }
        }
    }

    private void open(Selector selector) throws IOException {
        LoadConnection connection = LoadConnection.open(server, selector, events.requestBytes());
        all.add(connection);
        idle.addLast(connection);
    }

    private void send(Selector selector) throws IOException {
        long end = begin + load.duration().toNanos();
        long nextProgress = begin;
        while (true) {
            long now = System.nanoTime();
            if (now < end) {
                sendWhatIsDue(now, selector);
            } else if (underWay == 0) {
                return;
            } else if (now > end + PATIENCE) {
                failed += underWay;
                return;
            }
            if (now >= nextProgress) {
                progress.accept(Duration.ofNanos(Math.min(now, end) - begin));
                nextProgress = now + PROGRESS_EVERY;
            }
            selector.select(key -> serve(key, selector), 1);
        }
    }

    private void sendWhatIsDue(long now, Selector selector) throws IOException {
        while (!idle.isEmpty()) {
            long due = load.rate() == 0 ? now : begin + (long) (sent * (1e9 / load.rate()));
            if (due > now) {
                return;
            }
            LoadConnection connection = idle.removeFirst();
            sent++;
            underWay++;
            try {
                connection.send(events, load.rate() == 0 ? System.nanoTime() : due);
            } catch (IOException e) {
                replace(connection, selector);
            }
        }
    }

    private void serve(SelectionKey key, Selector selector) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable()) {
                int status = connection.read();
                if (status != 0) {
                    answered(connection, status);
                }
            }
        } catch (IOException e) {
            replace(connection, selector);
        }
    }

    private void answered(LoadConnection connection, int status) {
        lastAnswer = System.nanoTime();
        underWay--;
        if (status == events.success()) {
            accepted.set(connection.event());
            latencies.add(lastAnswer - connection.since());
        } else {
            refused++;
        }
        idle.addLast(connection);
    }

    /** Opens a connection in place of one that broke; the request that was under way is not repeated. */
    private void replace(LoadConnection broken, Selector selector) {
        if (!idle.remove(broken)) {
            underWay--;
            failed++;
        }
        all.remove(broken);
        try {
            broken.close();
            open(selector);
        } catch (IOException e) {
            throw new UncheckedIOException("the server takes no connections any more", e);
        }
    }
}
