package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sender promises about TLS: names that no resolver knows, pinned to 127.0.0.1. */
@Timeout(60)
class TlsReceiversIT extends Senders {

    private static final String NAME = "hooks.example";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static SSLContext identity;

    private ApacheHttpSender sender;

    @BeforeAll
    static void issue() {
        authority = new TestAuthority(directory);
        identity = authority.identityOf(NAME);
    }

    @BeforeEach
    void makeSender() {
        sender = newSender(authority.trust());
    }

    private SendOutcome send(TargetUrl target) {
        return sender.send(request(target, AMPLE));
    }

    private static void assertAnswered(SendOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Response.class,
                        response -> assertThat(response.status()).isEqualTo(200));
    }

    private static void assertFailed(SendOutcome outcome, DeliveryError error) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(error));
    }

    @Test
    void shouldConnectToTheAddressAndSpeakToTheName() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>();
        RawReceiver receiver = https(NAME, identity, wire -> {
            wire.read();
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) wire.socket()).getSession();
            asked.set(session.getRequestedServerNames().toString());
            wire.say(OK);
        });

        SendOutcome outcome = send(receiver.target());

        assertAnswered(outcome);
        assertThat(asked.get()).contains(NAME);
        assertThat(receiver.received().getFirst().headers().first("Host"))
                .isEqualTo(NAME + ":" + receiver.target().port());
    }

    @Test
    void shouldRefuseACertificateOfAnotherNameAndSendNothing() {
        RawReceiver receiver = https("other.example", identity, answering(OK));

        assertFailed(send(receiver.target()), DeliveryError.TLS_FAILURE);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherNameOnAReceiverWhoseSessionItCouldResume() {
        RawReceiver receiver = https(NAME, identity, wire -> {
            wire.read();
            wire.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        });
        assertAnswered(send(receiver.target()));
        assertAnswered(send(receiver.target()));

        assertFailed(send(receiver.named("https", "other.example")), DeliveryError.TLS_FAILURE);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void shouldRefuseACertificateWithoutTheAddressThatTheUrlNames() {
        RawReceiver receiver = https(NAME, identity, answering(OK));

        assertFailed(send(receiver.named("https", "127.0.0.1")), DeliveryError.TLS_FAILURE);
    }

    @Test
    void shouldNotBeKeptFromOthersByAReceiverThatNeverShakesHands() throws Exception {
        ApacheHttpSender narrow = closing(new ApacheHttpSender(
                new SenderSettings(10, 10, Duration.ofSeconds(5), Duration.ofSeconds(30), 1), authority.trust()));
        RawReceiver silent = http(RawReceiver.Wire::hang);
        RawReceiver receiver = https(NAME, identity, answering(OK));
        SendRequest hanging = request(silent.named("https", "silent.example"), AMPLE);
        Thread first = Thread.startVirtualThread(() -> narrow.send(hanging));
        while (silent.connections() == 0) {
            Thread.onSpinWait();
        }

        assertAnswered(narrow.send(request(receiver.target(), AMPLE)));

        narrow.close();
        first.join();
    }

    @Test
    void shouldRefuseAnExpiredCertificate() {
        RawReceiver receiver = https(NAME, authority.expiredIdentityOf(NAME), answering(OK));

        assertFailed(send(receiver.target()), DeliveryError.TLS_FAILURE);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() {
        RawReceiver receiver = https(NAME, authority.selfSignedIdentityOf(NAME), answering(OK));

        assertFailed(send(receiver.target()), DeliveryError.TLS_FAILURE);
    }

    @Test
    void shouldTrustNobodyBeyondThePlatformsAuthorities() {
        RawReceiver receiver = https(NAME, identity, answering(OK));

        assertFailed(newSender().send(request(receiver.target(), AMPLE)), DeliveryError.TLS_FAILURE);
    }

    @Test
    void shouldReportAReceiverThatSpeaksPlainHttp() {
        RawReceiver receiver = http(wire -> {
            wire.say("HTTP/1.1 400 No TLS here\r\n\r\n");
            wire.hang();
        });

        assertFailed(send(receiver.named("https", NAME)), DeliveryError.TLS_FAILURE);
    }

    @Test
    void shouldReportAReceiverThatEndsTheHandshake() {
        RawReceiver receiver = http(wire -> {
            wire.socket().getInputStream().read();
            wire.socket().shutdownOutput();
            wire.hang();
        });

        assertFailed(send(receiver.named("https", NAME)), DeliveryError.TLS_FAILURE);
    }

    @Test
    void shouldTimeOutInAHandshakeThatDoesNotEnd() {
        RawReceiver receiver = http(RawReceiver.Wire::hang);

        assertFailed(sender.send(request(receiver.named("https", NAME), SHORT)), DeliveryError.TIMEOUT);
    }

    @Test
    void shouldReportAConnectionThatBreaksAfterTheHandshake() {
        RawReceiver receiver = https(NAME, identity, wire -> {
            wire.read();
            wire.socket().close();
        });

        assertFailed(send(receiver.target()), DeliveryError.CONNECTION_LOST);
    }

    @Test
    void shouldReportAResetAfterTheHandshake() {
        RawReceiver tls = https(NAME, identity, wire -> {
            wire.read();
            wire.hang();
        });
        RawReceiver cutting = http(wire -> cutAfterHandshake(wire, tls));

        assertFailed(send(cutting.named("https", NAME)), DeliveryError.CONNECTION_LOST);
    }

    /** Passes bytes on to a receiver, and resets the connection once the request has arrived there. */
    private static void cutAfterHandshake(RawReceiver.Wire wire, RawReceiver behind) throws IOException {
        try (Socket inner = new Socket("127.0.0.1", behind.target().port())) {
            Thread.startVirtualThread(() -> pass(wire.socket(), inner));
            Thread.startVirtualThread(() -> pass(inner, wire.socket()));
            while (behind.received().isEmpty()) {
                Thread.onSpinWait();
            }
            wire.reset();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    @Test
    void shouldTimeOutWhenTheRequestIsNotTakenIn() {
        RawReceiver receiver = https(NAME, identity, wire -> {
            ((SSLSocket) wire.socket()).startHandshake();
            wire.hang();
        });
        SendRequest large = new SendRequest(
                receiver.target(),
                List.of(RawReceiver.LOOPBACK),
                Headers.none(),
                RawPayload.adopt(new byte[32 << 20]),
                SHORT.multipliedBy(3));

        assertFailed(sender.send(large), DeliveryError.TIMEOUT);
    }

    @Test
    void shouldUseAConnectionAgainForTheSameName() {
        RawReceiver receiver = https(NAME, identity, answering(OK));

        assertAnswered(send(receiver.target()));
        assertAnswered(send(receiver.target()));

        assertThat(receiver.connections()).isEqualTo(1);
    }
}
