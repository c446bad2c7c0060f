package dev.sallyport.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.hosting.web.Response;
import dev.sallyport.local.http.RawClient.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JdkHttpDoorStoppingIT extends JdkHttpDoorITBase {

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
