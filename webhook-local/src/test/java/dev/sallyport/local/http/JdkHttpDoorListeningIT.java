package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class JdkHttpDoorListeningIT extends JdkHttpDoorITBase {

    @Test
    void shouldSayInOneLineThatThePortIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress taken = new InetSocketAddress(other.getInetAddress(), other.getLocalPort());
            HttpDoor second = new JdkHttpDoor(DoorLimits.ofBody(10), (request, fault) -> {});

            assertThatThrownBy(() -> second.start(taken, request -> Response.text(200, "")))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessage("port " + taken.getPort()
                            + " of localhost is in use by another process: stop that process or choose another port");
        }
    }

    @Test
    void shouldSayThatAHostIsNotOfThisMachine() {
        HttpDoor second = new JdkHttpDoor(DoorLimits.ofBody(10), (request, fault) -> {});

        assertThatThrownBy(() -> second.start(
                        InetSocketAddress.createUnresolved("no.such.host.invalid", 0),
                        request -> Response.text(200, "")))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("host 'no.such.host.invalid' is not an address of this machine");
    }
}
