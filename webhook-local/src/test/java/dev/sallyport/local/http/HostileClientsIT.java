package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send slowly, never, or nonsense, against a door in a process of its own with a deadline of 5 s. */
class HostileClientsIT {

    private static Process process;
    private static InetSocketAddress address;

    @BeforeAll
    static void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Dsun.net.httpserver.maxReqTime=5",
                        "-Dsun.net.httpserver.idleInterval=5",
                        "-Dsun.net.httpserver.clockTick=200",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PatientDoor.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    /** What a client does after its first bytes, until the server closes. */
    private enum Habit {
        WAIT,
        DRIP,
        CLOSE_SENDING_SIDE
    }

    private record Client(String first, Habit habit) {

        /** Returns the status the server answered before it closed, or 0 if it closed without an answer. */
        int run() throws IOException {
            try (RawClient client = new RawClient(address)) {
                client.send(first);
                if (habit == Habit.CLOSE_SENDING_SIDE) {
                    client.endOfSending();
                }
                Thread dripping = Thread.ofVirtual().unstarted(() -> drip(client));
                if (habit == Habit.DRIP) {
                    dripping.start();
                }
                try {
                    int status = client.answer().status();
                    assertThat(client.isClosedByServer()).isTrue();
                    return status;
                } catch (SocketTimeoutException stillOpen) {
                    throw stillOpen;
                } catch (IOException closed) {
                    return 0;
                } finally {
                    dripping.interrupt();
                }
            }
        }

        private static void drip(RawClient client) {
            try {
                while (!Thread.interrupted()) {
                    client.send("a");
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException cutOff) {
                // That is what the server is there for.
            }
        }
    }

    private static final String HEAD = "POST /slow HTTP/1.1\r\nHost: test\r\n";

    @Test
    void shouldCutOffEveryClientThatHoldsAndServeGoodOnesMeanwhile() throws Exception {
        List<Client> hostile = List.of(
                new Client("", Habit.WAIT),
                new Client("POST /slo", Habit.WAIT),
                new Client("", Habit.DRIP),
                new Client(HEAD + "X-Slow: ", Habit.DRIP),
                new Client(HEAD + "Content-Length: 90000\r\n\r\n", Habit.WAIT),
                new Client(HEAD + "Content-Length: 90000\r\n\r\n", Habit.DRIP),
                new Client(HEAD + "Transfer-Encoding: chunked\r\n\r\nffff\r\n", Habit.DRIP),
                new Client(HEAD + "Transfer-Encoding: chunked\r\n\r\n5;", Habit.WAIT),
                new Client("POST /slo", Habit.CLOSE_SENDING_SIDE),
                new Client("", Habit.CLOSE_SENDING_SIDE));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient good = HttpClient.newHttpClient()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (Client client : hostile) {
                for (int i = 0; i < 20; i++) {
                    answers.add(threads.submit((Callable<Integer>) client::run));
                }
            }
            int served = 0;
            while (!answers.stream().allMatch(Future::isDone)) {
                assertThat(good.send(post(), BodyHandlers.ofString()).body()).isEqualTo("5 bytes");
                served++;
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isZero();
            }
            assertThat(served).isPositive();
        }
    }

    /** Fails on a runtime that reads the deadline as milliseconds: see {@link ServerSettings}. */
    @Test
    void shouldServeAClientThatIsSlowWithinTheDeadline() throws Exception {
        try (RawClient client = new RawClient(address)) {
            client.send(HEAD + "Content-Le");
            Thread.sleep(Duration.ofMillis(300));
            client.send("ngth: 4\r\n\r\nslow");

            assertThat(client.answer().body()).isEqualTo("4 bytes");
        }
    }

    @Test
    void shouldSurviveNonsense() throws Exception {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        List<byte[]> nonsense = List.of(
                noise,
                new byte[1 << 20],
                "\r\n".repeat(10_000).getBytes(),
                ("GET /" + "a".repeat(1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(),
                ("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(1 << 20) + "\r\n\r\n").getBytes(),
                ("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(100_000) + "\r\n").getBytes(),
                "GET / HTTP/1.1\r\n: x\r\n\r\n".getBytes(),
                "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(),
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(),
                "\u0016\u0003\u0001\u0002\u0000\u0001".getBytes());
        for (byte[] bytes : nonsense) {
            try (RawClient client = new RawClient(address)) {
                try {
                    client.send(bytes).endOfSending();
                    int status = client.answer().status();
                    assertThat(status).isBetween(400, 499);
                } catch (IOException closedWithoutAnAnswer) {
                    assertThat(closedWithoutAnAnswer).isNotInstanceOf(SocketTimeoutException.class);
                }
            }
            try (HttpClient good = HttpClient.newHttpClient()) {
                assertThat(good.send(post(), BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void shouldCloseAfterNonsenseBehindAGoodRequest() throws Exception {
        try (RawClient client = new RawClient(address)) {
            client.send(HEAD + "Content-Length: 3\r\n\r\nabcjunk\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("3 bytes");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static HttpRequest post() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + address.getPort() + "/"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString("hello"))
                .build();
    }
}
