package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.RawClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JdkHttpDoorRefusingIT extends JdkHttpDoorITBase {

    @Test
    void shouldAnswer413ToAnAnnouncedBodyOverTheLimitBeforeAnyOfItArrives() throws IOException {
        try (RawClient client = connect()) {
            Answer answer = client.send(post("/", LIMIT + 1)).answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.hasLine("Connection: close")).isTrue();
            assertThat(answer.hasLine("Content-Type: application/problem+json")).isTrue();
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
