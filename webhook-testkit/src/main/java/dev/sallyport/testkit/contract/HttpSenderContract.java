package dev.sallyport.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.testkit.contract.HttpSenderContract.Behaviour.Answers;
import dev.sallyport.testkit.contract.HttpSenderContract.Behaviour.Echoes;
import dev.sallyport.testkit.contract.HttpSenderContract.Behaviour.HangsUp;
import dev.sallyport.testkit.contract.HttpSenderContract.Behaviour.SaysNothing;
import dev.sallyport.testkit.contract.HttpSenderContract.Behaviour.Stalls;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link HttpSender} does; what it promises about TLS is for each adapter to prove. */
public interface HttpSenderContract {

    /** Returns the sender under test. */
    HttpSender sender();

    /** Starts a receiver under a name of its own, which no resolver knows; it lives until the end of the test. */
    Receiver receiver(Behaviour behaviour);

    /** Returns an address at which nothing takes connections, at the port of no receiver. */
    IpAddress nobody();

    /** Returns a deadline that the tests wait for, longer than a receiver nearby takes to begin an answer. */
    default Duration shortDeadline() {
        return Duration.ofSeconds(1);
    }

    /** Everything that a sender does. */
    interface All extends Post, Answer, Fail {}

    /** What reaches the receiver. */
    interface Post extends HttpSenderContract {

        @Test
        default void shouldPostTheExactBytesToPathAndQuery() {
            byte[] bytes = new byte[256 * 256];
            new Random(1).nextBytes(bytes);
            Receiver receiver = receiver(new Answers(200));

            send(receiver, Headers.none(), RawPayload.copyOf(bytes));

            assertThat(receiver.received()).singleElement().satisfies(received -> {
                assertThat(received.method()).isEqualTo("POST");
                assertThat(received.pathAndQuery())
                        .isEqualTo(receiver.target().pathAndQuery())
                        .contains("?");
                assertThat(received.body()).isEqualTo(RawPayload.copyOf(bytes));
            });
        }

        @Test
        default void shouldPostAnEmptyBody() {
            Receiver receiver = receiver(new Answers(200));

            send(receiver, Headers.none(), RawPayload.empty());

            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(received -> assertThat(received.body()).isEqualTo(RawPayload.empty()));
        }

        @Test
        default void shouldSendEveryHeaderLineGiven() {
            Receiver receiver = receiver(new Answers(200));

            send(
                    receiver,
                    Headers.of("Content-Type", "text/x-odd", "webhook-id", "evt_1", "X-Twice", "a, b", "X-Twice", "c"),
                    payload("x"));

            assertThat(receiver.received()).singleElement().satisfies(received -> {
                assertThat(received.headers().all("content-type")).containsExactly("text/x-odd");
                assertThat(received.headers().all("webhook-id")).containsExactly("evt_1");
                assertThat(received.headers().all("x-twice")).containsExactly("a, b", "c");
            });
        }

        @Test
        default void shouldNameTheUrlsHost() {
            Receiver receiver = receiver(new Answers(200));

            send(receiver);

            TargetUrl target = receiver.target();
            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(received -> assertThat(received.headers().all("host"))
                            .containsExactly(target.host() + ":" + target.port()));
        }

        @Test
        default void shouldAskForNoCompression() {
            Receiver receiver = receiver(new Answers(200));

            send(receiver);

            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(received -> assertThat(received.headers().all("accept-encoding"))
                            .isSubsetOf("identity"));
        }

        @Test
        default void shouldTryTheAddressesInTheirOrder() {
            Receiver receiver = receiver(new Answers(200));

            SendOutcome outcome = send(receiver, List.of(nobody(), receiver.address(), nobody()), shortDeadline());

            assertThat(outcome).isInstanceOf(SendOutcome.Response.class);
            assertThat(receiver.received()).hasSize(1);
        }

        @Test
        default void shouldKeepConcurrentRequestsApart() {
            Receiver one = receiver(new Echoes());
            Receiver other = receiver(new Echoes());

            List<SendOutcome> outcomes =
                    Together.run(16, i -> send(i % 2 == 0 ? one : other, Headers.none(), payload("body " + i)));

            assertThat(outcomes.stream().map(Answer::excerpt))
                    .containsExactlyElementsOf(IntStream.range(0, 16)
                            .mapToObj(i -> new ResponseExcerpt(payload("body " + i), false))
                            .toList());
            assertThat(one.received()).hasSize(8);
            assertThat(other.received()).hasSize(8);
        }
    }

    /** What is made of an answer. */
    interface Answer extends HttpSenderContract {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202, 204, 299, 400, 401, 404, 408, 410, 425, 429, 500, 503, 599})
        default void shouldReportTheStatus(int status) {
            SendOutcome outcome = send(receiver(new Answers(status)));

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Response.class, response -> {
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.excerpt()).isEqualTo(ResponseExcerpt.EMPTY);
                assertThat(response.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {300, 301, 302, 303, 307, 308})
        default void shouldFollowNoRedirect(int status) {
            Receiver elsewhere = receiver(new Answers(200));
            Headers location = Headers.of("Location", elsewhere.target().text());

            SendOutcome outcome = send(receiver(new Answers(status, location, RawPayload.empty())));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Response.class,
                            response -> assertThat(response.status()).isEqualTo(status));
            assertThat(elsewhere.received()).isEmpty();
        }

        @Test
        default void shouldReportTheHeaderLines() {
            Headers headers = Headers.of("Retry-After", "120", "X-Twice", "one", "X-Twice", "two");

            SendOutcome outcome = send(receiver(new Answers(503, headers, payload("busy"))));

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Response.class, response -> {
                assertThat(response.headers().all("retry-after")).containsExactly("120");
                assertThat(response.headers().all("x-twice")).containsExactly("one", "two");
                assertThat(response.headers().all("x-absent")).isEmpty();
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 1_000, ResponseExcerpt.MOST_BYTES - 1})
        default void shouldKeepAShortBodyWhole(int size) {
            SendOutcome outcome = send(receiver(new Answers(200, Headers.none(), bytes(size))));

            assertThat(excerpt(outcome)).isEqualTo(new ResponseExcerpt(bytes(size), false));
        }

        @Test
        default void shouldKeepABodyThatJustFits() {
            SendOutcome outcome = send(receiver(new Answers(200, Headers.none(), bytes(ResponseExcerpt.MOST_BYTES))));

            assertThat(excerpt(outcome).bytes()).isEqualTo(bytes(ResponseExcerpt.MOST_BYTES));
        }

        @ParameterizedTest
        @ValueSource(ints = {ResponseExcerpt.MOST_BYTES + 1, 300_000})
        default void shouldKeepTheBeginningOfALongBody(int size) {
            SendOutcome outcome = send(receiver(new Answers(200, Headers.none(), bytes(size))));

            assertThat(excerpt(outcome)).isEqualTo(new ResponseExcerpt(bytes(ResponseExcerpt.MOST_BYTES), true));
        }

        @Test
        default void shouldDecompressNothing() {
            Headers headers = Headers.of("Content-Encoding", "gzip");

            SendOutcome outcome = send(receiver(new Answers(200, headers, bytes(300))));

            assertThat(excerpt(outcome)).isEqualTo(new ResponseExcerpt(bytes(300), false));
        }

        @Test
        default void shouldCountAnAnswerWhoseBodyDoesNotEndInTime() {
            Receiver receiver = receiver(new Stalls(202, payload("so far")));

            SendOutcome outcome = send(receiver, List.of(receiver.address()), shortDeadline());

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Response.class,
                            response -> assertThat(response.status()).isEqualTo(202));
            assertThat(excerpt(outcome)).isEqualTo(new ResponseExcerpt(payload("so far"), true));
        }

        private static ResponseExcerpt excerpt(SendOutcome outcome) {
            assertThat(outcome).isInstanceOf(SendOutcome.Response.class);
            return ((SendOutcome.Response) outcome).excerpt();
        }
    }

    /** What is made of no answer. */
    interface Fail extends HttpSenderContract {

        @Test
        default void shouldGiveUpAtTheDeadline() {
            Receiver receiver = receiver(new SaysNothing());

            SendOutcome outcome = send(receiver, List.of(receiver.address()), shortDeadline());

            assertFailed(outcome, DeliveryError.TIMEOUT);
            assertThat(receiver.received()).hasSize(1);
        }

        @Test
        default void shouldReportAConnectionThatBreaksAndNotSendAgain() {
            Receiver receiver = receiver(new HangsUp());

            SendOutcome outcome =
                    send(receiver, List.of(receiver.address(), receiver.address()), Duration.ofSeconds(10));

            assertFailed(outcome, DeliveryError.CONNECTION_LOST);
            assertThat(receiver.received()).hasSize(1);
        }

        @Test
        default void shouldConnectToNoAddressThatItWasNotGiven() {
            Receiver receiver = receiver(new Answers(200));

            SendOutcome outcome = send(receiver, List.of(nobody()), Duration.ofSeconds(10));

            assertFailed(outcome, DeliveryError.CONNECT_FAILED);
            assertThat(receiver.received()).isEmpty();
        }

        private static void assertFailed(SendOutcome outcome, DeliveryError error) {
            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Failed.class, failed -> {
                assertThat(failed.error()).isEqualTo(error);
                assertThat(failed.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
        }
    }

    /** Posts to a receiver. */
    default SendOutcome send(Receiver receiver) {
        return send(receiver, Headers.none(), payload("{}"));
    }

    default SendOutcome send(Receiver receiver, Headers headers, RawPayload body) {
        return sender().send(new SendRequest(
                receiver.target(), List.of(receiver.address()), headers, body, Duration.ofSeconds(10)));
    }

    default SendOutcome send(Receiver receiver, List<IpAddress> addresses, Duration deadline) {
        return sender().send(new SendRequest(receiver.target(), addresses, Headers.none(), payload("{}"), deadline));
    }

    private static RawPayload payload(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }

    /** Returns the same bytes each time, as many as asked for. */
    private static RawPayload bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return RawPayload.adopt(bytes);
    }

    /** Someone who takes requests. */
    interface Receiver {

        /** Returns its URL, with a name for a host, and with a query. */
        TargetUrl target();

        /** Returns the address that it is at. */
        IpAddress address();

        /** Returns what it has received so far, in order. */
        List<Received> received();
    }

    /**
     * A request as it arrived.
     *
     * @param headers all header lines, {@code Host} included
     */
    record Received(String method, String pathAndQuery, Headers headers, RawPayload body) {}

    /** What a receiver does with each request that it has taken whole. */
    sealed interface Behaviour {

        /** Answers like this. */
        record Answers(int status, Headers headers, RawPayload body) implements Behaviour {

            /** Answers without headers and body. */
            public Answers(int status) {
                this(status, Headers.none(), RawPayload.empty());
            }
        }

        /** Answers 200 with the request's body. */
        record Echoes() implements Behaviour {}

        /** Begins an answer and never goes on, though its body is announced to be longer. */
        record Stalls(int status, RawPayload beginning) implements Behaviour {}

        /** Keeps the connection open and is silent. */
        record SaysNothing() implements Behaviour {}

        /** Closes the connection without an answer. */
        record HangsUp() implements Behaviour {}
    }
}
