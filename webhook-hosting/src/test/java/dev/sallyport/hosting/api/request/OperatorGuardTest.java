package dev.sallyport.hosting.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorGuardTest {

    private static final Route SERVING = (request, path) -> Response.text(200, "ok");

    private static int statusOf(Route route, String address, Headers headers) throws UnknownHostException {
        Request request = new Request(
                "GET",
                "/internal/webhooks",
                headers,
                RawPayload.empty(),
                new InetSocketAddress(InetAddress.getByName(address), 1));
        return OperatorGuard.of(null)
                .guard(route)
                .handle(request, new PathParameters(Map.of()))
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080, 200",
        "127.0.0.1, LOCALHOST, 200",
        "127.1.2.3, 127.0.0.1:8080, 200",
        "::1, [::1]:8080, 200",
        "127.0.0.1, evil.example, 403",
        "127.0.0.1, localhost.evil.example, 403",
        "127.0.0.1, 127.0.0.1.evil.example:80, 403",
        "192.0.2.1, localhost:8080, 403",
        "10.0.0.1, 10.0.0.1, 403",
    })
    void shouldTellThisMachineFromOthers(String address, String host, int status) throws UnknownHostException {
        assertThat(statusOf(SERVING, address, Headers.of("Host", host))).isEqualTo(status);
    }

    @Test
    void shouldRefuseRequestsWithoutAHost() throws UnknownHostException {
        assertThat(statusOf(SERVING, "127.0.0.1", Headers.none())).isEqualTo(403);
    }

    @Test
    void shouldAnswer503WhereTheStoreIsOutOfReach() throws UnknownHostException {
        Headers here = Headers.of("Host", "localhost");

        assertThat(statusOf(
                        (request, path) -> {
                            throw new PortUnavailableException("full");
                        },
                        "127.0.0.1",
                        here))
                .isEqualTo(503);
        assertThat(statusOf(
                        (request, path) -> {
                            throw new OutcomeUnknownException("slow");
                        },
                        "127.0.0.1",
                        here))
                .isEqualTo(503);
    }
}
