package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.Headers;
import dev.sallyport.local.http.RawClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JdkHttpDoorIT {

    private static final int LIMIT = 100_000;

    private final ConcurrentLinkedQueue<Request> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final HttpDoor door =
            new JdkHttpDoor(new DoorLimits(LIMIT, 10L * LIMIT), (request, fault) -> faults.add(fault));
    private volatile RequestHandler handler = request -> Response.text(200, "ok");
    private InetSocketAddress address;

    @BeforeEach
    void open() throws PortUnavailableException {
        address = door.start(anyPort(), request -> {
            seen.add(request);
            return handler.handle(request);
        });
    }

    @AfterEach
    void close() {
        door.stop(Duration.ZERO);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private RawClient connect() throws IOException {
        return new RawClient(address);
    }

    private static String post(String path, int length, String... lines) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n"
                + String.join("", List.of(lines)) + "\r\n";
    }

    @Nested
    class Serving {

        @Test
        void shouldHandOverMethodTargetHeadersAndExactBytes() throws IOException {
            byte[] body = new byte[LIMIT];
            for (int i = 0; i < body.length; i++) {
                body[i] = (byte) (i * 31);
            }
            try (RawClient client = connect()) {
                client.send(post("/a%2Fb?c=d%20e", body.length, "X-Two: first\r\nx-two: second\r\n"))
                        .send(body);

                assertThat(client.answer().status()).isEqualTo(200);
            }
            Request request = seen.remove();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/a%2Fb?c=d%20e");
            assertThat(request.headers().all("X-TWO")).containsExactly("first", "second");
            assertThat(request.body().toByteArray()).isEqualTo(body);
            assertThat(request.remote().getAddress().isLoopbackAddress()).isTrue();
        }

        @Test
        void shouldReadChunkedBodies() throws IOException {
            try (RawClient client = connect()) {
                client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\n\r\n");

                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(seen.remove().body().toByteArray()).asString().isEqualTo("hello world");
        }

        @Test
        void shouldKeepConnectionsOpenAndAnswerPipelinedRequestsInOrder() throws IOException {
            handler = request -> Response.text(200, request.path());
            try (RawClient client = connect()) {
                client.send(post("/1", 3) + "abc" + post("/2", 0) + "GET /3 HTTP/1.1\r\nHost: test\r\n\r\n");

                assertThat(client.answer().body()).isEqualTo("/1");
                assertThat(client.answer().body()).isEqualTo("/2");
                assertThat(client.answer().body()).isEqualTo("/3");
            }
        }

        @Test
        void shouldAnswerHeadWithoutABody() throws IOException {
            try (RawClient client = connect()) {
                client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n");

                assertThat(client.answer().body()).isEmpty();
                assertThat(client.answer().body()).isEqualTo("ok");
            }
        }

        @Test
        void shouldSendTheHandlersHeadersAndStatus() throws IOException {
            handler = request -> new Response(
                    204, Headers.of("X-One", "1", "X-One", "2"), seen.peek().body());
            try (RawClient client = connect()) {
                Answer answer = client.send(post("/", 1) + "x").answer();

                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.hasLine("X-one: 1")).isTrue();
                assertThat(answer.hasLine("X-one: 2")).isTrue();
            }
        }
    }

    @Nested
    class Refusing {

        @Test
        void shouldAnswer413ToAnAnnouncedBodyOverTheLimitBeforeAnyOfItArrives() throws IOException {
            try (RawClient client = connect()) {
                Answer answer = client.send(post("/", LIMIT + 1)).answer();

                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.hasLine("Connection: close")).isTrue();
                assertThat(answer.hasLine("Content-Type: application/problem+json"))
                        .isTrue();
                assertThat(answer.body())
                        .isEqualTo("{\"type\":\"urn:sallyport:problem:too-large\",\"title\":\"Content Too Large\","
                                + "\"status\":413,\"detail\":\"the body is larger than 100000 bytes\"}");
                assertThat(client.isClosedByServer()).isTrue();
            }
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldLetAClientThatSendsItsWholeOversizeBodyReadTheAnswer() throws IOException {
            try (RawClient client = connect()) {
                client.send(post("/", 2_000_000)).send(new byte[2_000_000]);

                assertThat(client.answer().status()).isEqualTo(413);
                assertThat(client.isClosedByServer()).isTrue();
            }
        }

        @Test
        void shouldAnswer413ToAChunkedBodyAtTheFirstByteOverTheLimit() throws IOException {
            String chunk = "x".repeat(10_000);
            try (RawClient client = connect()) {
                client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int i = 0; i < LIMIT / chunk.length(); i++) {
                    client.send("2710\r\n" + chunk + "\r\n");
                }
                client.send("2\r\nx");

                assertThat(client.answer().status()).isEqualTo(413);
                assertThat(client.isClosedByServer()).isTrue();
            }
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldStopReadingAnEndlessBody() throws IOException {
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes();
            long sent = 0;
            try (RawClient client = connect()) {
                client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
                try {
                    while (sent < 1L << 30) {
                        client.send(chunk);
                        sent += chunk.length;
                    }
                } catch (IOException cutOff) {
                    assertThat(cutOff).hasMessageMatching("(?i).*(broken pipe|reset).*");
                }
            }
            assertThat(sent).isLessThan(64L << 20);
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldAcceptABodyOfExactlyTheLimitInEitherFraming() throws IOException {
            String body = "x".repeat(LIMIT);
            try (RawClient client = connect()) {
                client.send(post("/", LIMIT) + body);
                assertThat(client.answer().status()).isEqualTo(200);
                client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(LIMIT) + "\r\n" + body + "\r\n0\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(200);
            }
        }

        @Test
        void shouldAnswer400WithoutExactlyOneHost() throws IOException {
            try (RawClient none = connect();
                    RawClient two = connect();
                    RawClient old = connect()) {
                Answer answer = none.send("GET / HTTP/1.1\r\n\r\n").answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).contains("urn:sallyport:problem:missing-host");
                assertThat(two.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(400);
                assertThat(old.send("GET / HTTP/1.0\r\n\r\n").answer().status()).isEqualTo(200);
            }
            assertThat(seen).hasSize(1);
        }

        @Test
        void shouldNotHandOverABodyThatEndsEarly() throws IOException {
            try (RawClient client = connect()) {
                client.send(post("/", 10) + "12345").endOfSending();

                assertThat(client.answer().status()).isEqualTo(400);
                assertThat(client.isClosedByServer()).isTrue();
            }
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldNotHandOverChunksWithMalformedLengths() throws IOException {
            for (String length : List.of("zz", "ffffffff", "-1", "7fffffff0", "1".repeat(40))) {
                try (RawClient client = connect()) {
                    client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n" + length
                            + "\r\nhello\r\n0\r\n\r\n");

                    assertThat(client.answer().status()).as(length).isGreaterThanOrEqualTo(400);
                    assertThat(client.isClosedByServer()).as(length).isTrue();
                }
            }
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldRefuseAmbiguousFraming() throws IOException {
            for (String lines : List.of(
                    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                    "Content-Length: 5\r\nContent-Length: 6\r\n",
                    "Content-Length: -5\r\n",
                    "Content-Length: five\r\n")) {
                try (RawClient client = connect()) {
                    client.send("POST / HTTP/1.1\r\nHost: test\r\n" + lines + "\r\nhello");

                    assertThat(client.answer().status()).as(lines).isEqualTo(400);
                }
            }
            assertThat(seen).isEmpty();
        }

        @Test
        void shouldAnswer503WhenTooManyBytesAreHeldAndRecover() throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch held = new CountDownLatch(10);
            handler = request -> {
                held.countDown();
                await(release);
                return Response.text(200, "held");
            };
            List<RawClient> holders = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    holders.add(connect().send(post("/", LIMIT)).send(new byte[LIMIT]));
                }
                held.await();
                try (RawClient client = connect()) {
                    Answer answer =
                            client.send(post("/", 5000)).send(new byte[5000]).answer();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.hasLine("Retry-after: 1")).isTrue();
                }
                release.countDown();
                for (RawClient holder : holders) {
                    assertThat(holder.answer().status()).isEqualTo(200);
                }
                try (RawClient client = connect()) {
                    client.send(post("/", 5000)).send(new byte[5000]);
                    assertThat(client.answer().status()).isEqualTo(200);
                }
            } finally {
                for (RawClient holder : holders) {
                    holder.close();
                }
            }
        }
    }

    @Nested
    class Faults {

        @Test
        void shouldAnswer500WithoutDetailsAndGoOn() throws IOException {
            List<Error> errors = List.of(new StackOverflowError("secret-1"), new OutOfMemoryError("secret-2"));
            handler = request -> {
                if (request.path().equals("/error")) {
                    throw errors.get(seen.size() % errors.size());
                }
                if (request.path().equals("/exception")) {
                    throw new IllegalStateException("secret-3");
                }
                return Response.text(200, "ok");
            };
            try (RawClient client = connect()) {
                for (String path : List.of("/exception", "/error", "/error")) {
                    Answer answer = client.send(post(path, 2) + "hi").answer();
                    assertThat(answer.status()).isEqualTo(500);
                    assertThat(answer.body())
                            .isEqualTo(
                                    "{\"type\":\"urn:sallyport:problem:internal\",\"title\":\"Internal Server Error\","
                                            + "\"status\":500,\"detail\":\"an error inside the gateway; it was recorded\"}");
                }
                assertThat(client.send(post("/", 0)).answer().status()).isEqualTo(200);
            }
            assertThat(faults).hasSize(3);
        }
    }

    @Nested
    class Listening {

        @Test
        void shouldSayInOneLineThatThePortIsInUse() throws IOException {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                InetSocketAddress taken = new InetSocketAddress(other.getInetAddress(), other.getLocalPort());
                HttpDoor second = new JdkHttpDoor(DoorLimits.ofBody(10), (request, fault) -> {});

                assertThatThrownBy(() -> second.start(taken, request -> Response.text(200, "")))
                        .isInstanceOf(PortUnavailableException.class)
                        .hasMessage(
                                "port " + taken.getPort()
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

    @Nested
    class Stopping {

        @Test
        void shouldFinishRequestsUnderWayAndAcceptNoMore() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            handler = request -> {
                if (request.path().equals("/slow")) {
                    entered.countDown();
                    await(release);
                }
                return Response.text(200, "finished");
            };
            try (RawClient client = connect()) {
                client.send(post("/slow", 0));
                entered.await();
                Thread stopper = Thread.ofVirtual().start(() -> door.stop(Duration.ofMinutes(1)));
                awaitRefusal();
                release.countDown();

                Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("finished");
                assertThat(answer.hasLine("Connection: close")).isTrue();
                assertThat(client.isClosedByServer()).isTrue();
                stopper.join();
            }
        }

        @Test
        void shouldAnswer503OnConnectionsThatAreStillOpen() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            handler = request -> {
                if (request.path().equals("/slow")) {
                    entered.countDown();
                    await(release);
                }
                return Response.text(200, "ok");
            };
            try (RawClient slow = connect();
                    RawClient idle = connect()) {
                assertThat(idle.send(post("/", 0)).answer().status()).isEqualTo(200);
                slow.send(post("/slow", 0));
                entered.await();
                Thread stopper = Thread.ofVirtual().start(() -> door.stop(Duration.ofMinutes(1)));
                awaitRefusal();

                assertThat(idle.send(post("/", 0)).answer().status()).isEqualTo(503);
                release.countDown();
                assertThat(slow.answer().status()).isEqualTo(200);
                stopper.join();
            }
        }

        @Test
        void shouldCutOffWhatIsNotDoneWithinTheBound() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            handler = request -> {
                entered.countDown();
                await(new CountDownLatch(1));
                return Response.text(200, "never");
            };
            try (RawClient client = connect()) {
                client.send(post("/", 0));
                entered.await();
                door.stop(Duration.ofMillis(50));

                assertThat(client.isClosedByServer()).isTrue();
            }
        }

        @Test
        void shouldNotWaitForClientsThatHaveGone() throws Exception {
            try (RawClient client = connect()) {
                client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n123");
            }
            // A door that waited for the whole bound would run into the test's own time limit.
            Thread stopper = Thread.ofVirtual().start(() -> door.stop(Duration.ofDays(1)));
            assertThat(stopper.join(Duration.ofSeconds(30))).isTrue();
        }

        /** The listening socket closes a moment after stopping begins, not at once. */
        private void awaitRefusal() throws IOException {
            while (true) {
                try (RawClient client = connect()) {
                    if (client.send(post("/", 0)).answer().status() == 503) {
                        return;
                    }
                } catch (IOException refusedOrClosed) {
                    assertThat(refusedOrClosed).isNotInstanceOf(SocketTimeoutException.class);
                    return;
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
