package dev.sallyport.hosting.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.delivery.UrlVerdict;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.testkit.contract.HttpSenderContract.Received;
import dev.sallyport.testkit.contract.HttpSenderContract.Receiver;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A receiver on a bare socket of 127.0.0.1, which says whatever a test wants, byte for byte. */
final class RawReceiver implements Receiver, AutoCloseable {

    static final IpAddress LOOPBACK = Objects.requireNonNull(IpAddress.parse("127.0.0.1"));

    private static final TargetPolicy ANYWHERE = TargetPolicy.builder()
            .allowHttp(true)
            .allowLoopback(true)
            .ports(List.of(new PortRange(1, 65_535)))
            .build();

    private final ServerSocket socket;
    private final Conversation conversation;
    private final TargetUrl target;
    private final List<Received> received = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    private RawReceiver(String scheme, String host, ServerSocket socket, Conversation conversation) {
        this.socket = socket;
        this.conversation = conversation;
        this.target = target(scheme + "://" + host + ":" + socket.getLocalPort() + "/hook?token=1");
        Thread.startVirtualThread(this::accept);
    }

    /** What is said on a connection; it ends when this returns. */
    @FunctionalInterface
    interface Conversation {

        void hold(Wire wire) throws IOException, InterruptedException;
    }

    static RawReceiver http(String host, Conversation conversation) {
        try {
            return new RawReceiver(
                    "http", host, new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), conversation);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static RawReceiver https(String host, SSLContext identity, Conversation conversation) {
        try {
            ServerSocket socket =
                    identity.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            return new RawReceiver("https", host, socket, conversation);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static TargetUrl target(String url) {
        return ((UrlVerdict.Allowed) ANYWHERE.judge(url)).url();
    }

    /** Returns the URL of this receiver under another name. */
    TargetUrl named(String scheme, String host) {
        return target(scheme + "://" + host + ":" + socket.getLocalPort() + "/hook");
    }

    @Override
    public TargetUrl target() {
        return target;
    }

    @Override
    public IpAddress address() {
        return LOOPBACK;
    }

    @Override
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** Returns how many connections were made so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                synchronized (this) {
                    open.add(connection);
                }
                Thread.startVirtualThread(() -> hold(connection));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void hold(Socket connection) {
        try (connection) {
            conversation.hold(new Wire(connection));
        } catch (IOException | InterruptedException e) {
            // The sender has gone.
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        synchronized (this) {
            for (Socket connection : open) {
                connection.close();
            }
        }
    }

    /** The receiver's end of a connection. */
    final class Wire {

        private final Socket connection;
        private final InputStream in;
        private final OutputStream out;

        private Wire(Socket connection) throws IOException {
            this.connection = connection;
            this.in = new BufferedInputStream(connection.getInputStream());
            this.out = connection.getOutputStream();
        }

        Socket socket() {
            return connection;
        }

        void say(String text) throws IOException {
            say(text.getBytes(ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Says the same over and over until the sender goes. */
        void sayForever(String text) throws IOException {
            byte[] bytes = text.getBytes(ISO_8859_1);
            while (true) {
                say(bytes);
            }
        }

        /** Says nothing until the test is over. */
        void hang() throws InterruptedException {
            closing.await();
        }

        /** Waits a moment, as one does who drips; true until the test is over. */
        boolean pause() throws InterruptedException {
            return !closing.await(20, TimeUnit.MILLISECONDS);
        }

        /** Closes the connection with a reset. */
        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        /** Reads a request, or null at the end of the connection. */
        @Nullable
        Received read() throws IOException {
            String first = line();
            if (first == null) {
                return null;
            }
            Headers.Builder lines = Headers.builder();
            int length = 0;
            for (String line = line(); line != null && !line.isEmpty(); line = line()) {
                String name = line.substring(0, line.indexOf(':'));
                String value = line.substring(line.indexOf(':') + 1).strip();
                lines.add(name, value);
                if (name.toLowerCase(Locale.ROOT).equals("content-length")) {
                    length = Integer.parseInt(value);
                }
            }
            String[] parts = first.split(" ");
            RawPayload body = RawPayload.adopt(in.readNBytes(length));
            if (body.size() < length) {
                throw new EOFException();
            }
            Received request = new Received(parts[0], parts[1], lines.build(), body);
            synchronized (RawReceiver.this) {
                received.add(request);
            }
            return request;
        }

        private @Nullable String line() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                if (c != '\r') {
                    bytes.write(c);
                }
            }
            return bytes.toString(ISO_8859_1);
        }
    }
}
