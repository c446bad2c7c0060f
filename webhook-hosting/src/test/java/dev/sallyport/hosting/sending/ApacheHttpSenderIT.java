package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.testkit.contract.HttpSenderContract;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApacheHttpSenderIT extends Senders implements HttpSenderContract.All {

    private ApacheHttpSender sender;

    @BeforeEach
    void makeSender() {
        sender = newSender();
    }

    @Override
    public HttpSender sender() {
        return sender;
    }

    @Override
    public IpAddress nobody() {
        return Objects.requireNonNull(IpAddress.parse("127.0.0.99"));
    }

    @Override
    public Duration shortDeadline() {
        return ENOUGH_TO_BEGIN;
    }

    @Override
    public Receiver receiver(Behaviour behaviour) {
        return http(wire -> {
            for (Received request = wire.read(); request != null; request = wire.read()) {
                behave(behaviour, request, wire);
            }
        });
    }

    private static void behave(Behaviour behaviour, Received request, RawReceiver.Wire wire)
            throws IOException, InterruptedException {
        switch (behaviour) {
            case Behaviour.Answers like -> {
                wire.say(head(like.status(), like.headers(), like.body().size()));
                wire.say(like.body().toByteArray());
            }
            case Behaviour.Echoes echo -> {
                wire.say(head(200, Headers.none(), request.body().size()));
                wire.say(request.body().toByteArray());
            }
            case Behaviour.Stalls stall -> {
                wire.say(head(stall.status(), Headers.none(), stall.beginning().size() + 1));
                wire.say(stall.beginning().toByteArray());
                wire.hang();
            }
            case Behaviour.SaysNothing silence -> wire.hang();
            case Behaviour.HangsUp end -> wire.socket().close();
        }
    }

    private static String head(int status, Headers headers, int length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        if (status != 204) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        for (int i = 0; i < headers.size(); i++) {
            head.append(headers.nameAt(i))
                    .append(": ")
                    .append(headers.valueAt(i))
                    .append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    @Test
    void shouldSendNoHeaderLinesBeyondThoseOfTheConnection() {
        RawReceiver receiver = http(answering("HTTP/1.1 204 None\r\n\r\n"));

        sender.send(request(receiver.target(), AMPLE));

        Headers headers = receiver.received().getFirst().headers();
        assertThat(headers.toString()).isEqualTo("Headers[Host, Content-Length, Connection]");
        assertThat(headers.all("Content-Length")).containsExactly("8");
        assertThat(headers.all("Connection")).containsExactly("keep-alive");
    }

    @Test
    void shouldUseAConnectionAgainForTheSameName() {
        RawReceiver receiver = http(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        sender.send(request(receiver.target(), AMPLE));
        sender.send(request(receiver.target(), AMPLE));

        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void shouldUseNoConnectionForAnotherNameAtTheSameAddress() {
        RawReceiver receiver = http(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        sender.send(request(receiver.target(), AMPLE));
        sender.send(request(receiver.named("http", "other.example"), AMPLE));

        assertThat(receiver.connections()).isEqualTo(2);
        assertThat(receiver.received().get(1).headers().first("Host")).startsWith("other.example:");
    }

    @Test
    void shouldUseNoConnectionToAnAddressThatIsNotGivenAnyMore() {
        RawReceiver receiver = http(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        sender.send(request(receiver.target(), AMPLE));

        SendOutcome moved =
                sender.send(new SendRequest(receiver.target(), List.of(nobody()), Headers.none(), BODY, AMPLE));

        assertThat(moved)
                .isInstanceOfSatisfying(
                        SendOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(DeliveryError.CONNECT_FAILED));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void shouldMakeRequestsBeyondThoseOfATargetWaitForOneAnother() throws Exception {
        ApacheHttpSender narrow = closing(
                new ApacheHttpSender(new SenderSettings(10, 1, Duration.ofSeconds(5), Duration.ofSeconds(30), 10)));
        RawReceiver receiver = http(wire -> {
            wire.read();
            wire.hang();
        });
        Thread first = Thread.startVirtualThread(() -> narrow.send(request(receiver.target(), AMPLE)));
        while (receiver.received().isEmpty()) {
            Thread.onSpinWait();
        }

        SendOutcome second = narrow.send(request(receiver.target(), SHORT));

        assertThat(second)
                .isInstanceOfSatisfying(
                        SendOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(DeliveryError.TIMEOUT));
        assertThat(receiver.connections()).isEqualTo(1);
        narrow.close();
        first.join();
    }

    @Test
    void shouldCloseIdleConnections() throws Exception {
        ApacheHttpSender brief = closing(
                new ApacheHttpSender(new SenderSettings(10, 10, Duration.ofSeconds(5), Duration.ofMillis(50), 10)));
        CountDownLatch ended = new CountDownLatch(1);
        RawReceiver receiver = http(wire -> {
            while (wire.read() != null) {
                wire.say("HTTP/1.1 204 None\r\n\r\n");
            }
            ended.countDown();
        });

        brief.send(request(receiver.target(), AMPLE));

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
