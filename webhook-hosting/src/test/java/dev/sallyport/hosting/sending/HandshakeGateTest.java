package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handshakes that begin, and go on until the test lets them end. */
@Timeout(60)
class HandshakeGateTest {

    private static final Duration EVER = Duration.ofDays(1);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch peersAnswer = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        peersAnswer.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        clock.shutdownNow();
        assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private HandshakeGate gate(int places, Duration share) {
        return new HandshakeGate((socket, target, port, attachment, context) -> handshake(), places, share, clock);
    }

    private SSLSocket handshake() throws IOException {
        begun.incrementAndGet();
        try {
            peersAnswer.await();
            return (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(HandshakeGate gate) {
        threads.add(Thread.startVirtualThread(() -> {
            try {
                shakeHands(gate, EVER);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private void shakeHands(HandshakeGate gate, Duration deadline) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        try (Deadline end = Deadline.in(deadline, clock)) {
            context.setAttribute(HandshakeGate.DEADLINE, end);
            gate.upgrade(new Socket(), "a.example", 443, null, context);
        }
    }

    private void awaitBegun(int handshakes) {
        while (begun.get() < handshakes) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldLetNoMoreBeginThanItHasPlaces() throws InterruptedException {
        HandshakeGate gate = gate(2, EVER);

        begin(gate);
        begin(gate);
        awaitBegun(2);
        begin(gate);
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertThat(begun).hasValue(2);
        end();
        assertThat(begun).hasValue(3);
        assertThat(gate.free()).isEqualTo(2);
    }

    @Test
    void shouldCountTheWaitInTheDeadline() {
        HandshakeGate gate = gate(1, EVER);
        begin(gate);
        awaitBegun(1);

        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> shakeHands(gate, Duration.ofMillis(20)));

        assertThat(begun).hasValue(1);
    }

    @Test
    void shouldPassThePlaceOnOfAHandshakeThatTakesLongerThanItsShare() throws InterruptedException {
        HandshakeGate gate = gate(1, Duration.ofMillis(1));

        begin(gate);
        begin(gate);
        begin(gate);

        awaitBegun(3);
        end();
        assertThat(gate.free()).as("each place is given up once").isEqualTo(1);
    }
}
