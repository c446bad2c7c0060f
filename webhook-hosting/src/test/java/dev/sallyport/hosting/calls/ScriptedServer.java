package dev.sallyport.hosting.calls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/** A provider's host on this machine, which answers each path as it is told: as servers do, or as none should. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final List<Socket> connections = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What is done with a connection once the head of its request was read. */
    @FunctionalInterface
    public interface Behaviour {

        void answer(OutputStream out) throws IOException;
    }

    private ScriptedServer(ServerSocket listening) {
        this.listening = listening;
    }

    /** Starts a server over TLS. */
    public static ScriptedServer start(SSLContext tls) throws IOException {
        ServerSocket listening =
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer server = new ScriptedServer(listening);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Answers a path with a status and a body. */
    public void answer(String path, int status, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
        on(path, out -> out.write((head + body).getBytes(ISO_8859_1)));
    }

    public synchronized void on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    /** Returns a behaviour that says nothing more until the server is closed. */
    public Behaviour andThenNothing(String beginning) {
        return out -> {
            out.write(beginning.getBytes(ISO_8859_1));
            out.flush();
            hang();
        };
    }

    private void hang() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Returns the requests that came, each as {@code METHOD https://HOST/PATH}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns how many connections were opened. */
    public synchronized int connections() {
        return connections.size();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                synchronized (this) {
                    connections.add(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // Closed, or a client that went away during its handshake.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String host = "";
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                if (header.regionMatches(true, 0, "host:", 0, 5)) {
                    host = header.substring(5).strip();
                }
            }
            String[] words = line.split(" ");
            behaviour(words[0] + " https://" + host + words[1], words[1]).answer(connection.getOutputStream());
        } catch (SocketException e) {
            // The client has had enough, which several tests are about.
        } catch (IOException e) {
            // As above, in the words of TLS.
        }
    }

    private synchronized Behaviour behaviour(String request, String target) {
        requests.add(request);
        return Objects.requireNonNull(
                behaviours.getOrDefault(target, out -> out.write("HTTP/1.1 404 No\r\n\r\n".getBytes(ISO_8859_1))));
    }

    @Override
    public synchronized void close() throws IOException {
        closing.countDown();
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
