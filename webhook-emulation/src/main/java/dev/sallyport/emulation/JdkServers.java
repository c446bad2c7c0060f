package dev.sallyport.emulation;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the small servers of the emulation. */
public final class JdkServers {

    private static final int BACKLOG = 256;

    static {
        allowLongPolling();
    }

    private JdkServers() {}

    /**
     * Lets the JDK's servers of this process wait for as long as a function has nothing to do, and answer without the
     * delay of Nagle's algorithm. The JDK reads these settings once: whoever starts a server by other means calls this
     * before.
     */
    public static void allowLongPolling() {
        System.setProperty("sun.net.httpserver.maxRspTime", "-1");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Makes a server on a free port of the loopback interface, one virtual thread for each request. */
    public static HttpServer onLoopback() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return server;
    }

    /** Returns where a server of the loopback interface is reached. */
    public static URI endpointOf(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops a server made here, and what still runs for its requests. */
    public static void stop(HttpServer server) {
        server.stop(0);
        if (server.getExecutor() instanceof ExecutorService threads) {
            threads.shutdownNow();
        }
    }
}
