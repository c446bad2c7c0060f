package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that do the sender harm, by malice or by mistake; each test ends, and that is half of what it shows. */
@Timeout(60)
class HostileReceiversIT extends Senders {

    private ApacheHttpSender sender;

    @BeforeEach
    void makeSender() {
        sender = newSender();
    }

    private SendOutcome send(RawReceiver.Conversation conversation, Duration deadline) {
        return sender.send(request(http(conversation).target(), deadline));
    }

    /** Sends to a receiver that reads the request, says this, and closes the connection. */
    private SendOutcome sendAndHear(String answer) {
        return send(
                wire -> {
                    wire.read();
                    wire.say(answer);
                },
                AMPLE);
    }

    private static void assertFailed(SendOutcome outcome, DeliveryError error) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(error));
    }

    private static void assertAnswered(SendOutcome outcome, int status, String excerpt, boolean truncated) {
        assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Response.class, response -> {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.excerpt()).isEqualTo(new ResponseExcerpt(payload(excerpt), truncated));
        });
    }

    @Nested
    class BeforeTheHeaders {

        @Test
        void shouldTimeOutWhenNothingIsSaid() {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.hang();
                            },
                            SHORT),
                    DeliveryError.TIMEOUT);
        }

        @Test
        void shouldTimeOutWhenHeadersDrip() {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.say("HTTP/1.1 200 OK\r\nX-Slow: ");
                                while (wire.pause()) {
                                    wire.say("a");
                                }
                            },
                            SHORT),
                    DeliveryError.TIMEOUT);
        }

        @Test
        void shouldTimeOutWhenTheRequestIsNotTakenIn() {
            SendRequest large = new SendRequest(
                    http(RawReceiver.Wire::hang).target(),
                    List.of(RawReceiver.LOOPBACK),
                    Headers.none(),
                    RawPayload.adopt(new byte[32 << 20]),
                    SHORT);

            assertFailed(sender.send(large), DeliveryError.TIMEOUT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\r\n\r\n"})
        void shouldReportAConnectionThatIsClosed(String beginning) {
            assertFailed(sendAndHear(beginning), DeliveryError.CONNECTION_LOST);
        }

        @Test
        void shouldReportAReset() {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.reset();
                            },
                            AMPLE),
                    DeliveryError.CONNECTION_LOST);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SSH-2.0-OpenSSH_9.6\r\n",
                    "220 mail.example ESMTP\r\n",
                    "HTTP/1.1 20",
                    "HTTP/1.1 two OK\r\n\r\n",
                    "HTTP/1.1\r\n\r\n",
                    "HTTP/1.1 99 Low\r\n\r\n",
                    "HTTP/3.0 200 OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: surprise\r\n\r\n",
                })
        void shouldRefuseWhatIsNotHttp(String garbage) {
            assertFailed(sendAndHear(garbage), DeliveryError.PROTOCOL_ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage without an end ", "garbage by lines\r\n", "\r\n"})
        void shouldRefuseGarbageWithoutEnd(String garbage) {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.sayForever(garbage);
                            },
                            AMPLE),
                    DeliveryError.PROTOCOL_ERROR);
        }

        @Test
        void shouldRefuseAHugeHeaderLine() {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.say("HTTP/1.1 200 OK\r\nX-Huge: ");
                                wire.sayForever("aaaaaaaaaaaaaaaa");
                            },
                            AMPLE),
                    DeliveryError.PROTOCOL_ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"X-More: a\r\n", " folded\r\n"})
        void shouldRefuseHeaderLinesWithoutEnd(String line) {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.say("HTTP/1.1 200 OK\r\nX-First: a\r\n");
                                wire.sayForever(line);
                            },
                            AMPLE),
                    DeliveryError.PROTOCOL_ERROR);
        }

        @Test
        void shouldRefuseInformationalResponsesWithoutEnd() {
            assertFailed(
                    send(
                            wire -> {
                                wire.read();
                                wire.sayForever("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n");
                            },
                            AMPLE),
                    DeliveryError.PROTOCOL_ERROR);
        }

        @Test
        void shouldSkipAFewInformationalResponses() {
            assertAnswered(
                    sendAndHear("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                            + "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok"),
                    201,
                    "ok",
                    false);
        }
    }

    @Nested
    class InTheBody {

        @Test
        void shouldKeepWhatDrippedInBeforeTheDeadline() {
            assertAnswered(
                    send(
                            wire -> {
                                wire.read();
                                wire.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthree");
                                wire.hang();
                            },
                            ENOUGH_TO_BEGIN),
                    200,
                    "three",
                    true);
        }

        @Test
        void shouldEndADripOfTheBody() {
            SendOutcome outcome = send(
                    wire -> {
                        wire.read();
                        wire.say("HTTP/1.1 500 Slow\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (wire.pause()) {
                            wire.say("1\r\na\r\n");
                        }
                    },
                    ENOUGH_TO_BEGIN);

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Response.class, response -> {
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.excerpt().truncated()).isTrue();
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Transfer-Encoding: chunked\r\n\r\n",
                    "Content-Length: 9000000000000000000\r\n\r\n",
                    "Connection: close\r\n\r\n",
                })
        void shouldKeepTheBeginningOfAnEndlessBody(String framing) {
            String chunk = framing.startsWith("Transfer") ? "8\r\nabcdefgh\r\n" : "abcdefgh";

            SendOutcome outcome = send(
                    wire -> {
                        wire.read();
                        wire.say("HTTP/1.1 200 OK\r\n" + framing);
                        wire.sayForever(chunk.repeat(1000));
                    },
                    AMPLE);

            assertAnswered(outcome, 200, "abcdefgh".repeat(ResponseExcerpt.MOST_BYTES / 8), true);
        }

        @Test
        void shouldKeepACompressedBombCompressed() throws IOException {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                for (int i = 0; i < 64; i++) {
                    gzip.write(new byte[1 << 20]);
                }
            }

            SendOutcome outcome = send(
                    wire -> {
                        wire.read();
                        wire.say("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size()
                                + "\r\n\r\n");
                        wire.say(bomb.toByteArray());
                    },
                    AMPLE);

            SendOutcome.Response response = response(outcome);
            assertThat(response.excerpt().truncated()).isTrue();
            assertThat(response.excerpt().bytes().toByteArray())
                    .isEqualTo(Arrays.copyOf(bomb.toByteArray(), ResponseExcerpt.MOST_BYTES));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 10\r\n\r\nhalf",
                    "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                    "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nnot a size\r\n",
                })
        void shouldCountAnAnswerWhoseBodyBreaksOff(String answer) {
            assertAnswered(sendAndHear("HTTP/1.1 202 Taken\r\n" + answer), 202, "half", true);
        }

        @Test
        void shouldCountAnAnswerWhoseHeadersBreakOffAfterTheStatus() {
            assertAnswered(sendAndHear("HTTP/1.1 202 Taken\r\nContent-Length: 2\r\n"), 202, "", true);
        }

        @Test
        void shouldUseNoConnectionAgainOnWhichABodyWentOn() {
            RawReceiver receiver = http(wire -> {
                wire.read();
                wire.say("HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(40_000));
                wire.read();
            });

            sender.send(request(receiver.target(), AMPLE));
            sender.send(request(receiver.target(), AMPLE));

            assertThat(receiver.connections()).isEqualTo(2);
        }

        @Test
        void shouldNotTakeWhatFollowsAnAnswerForTheNext() {
            RawReceiver receiver = http(wire -> {
                wire.read();
                wire.say(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
                wire.read();
                wire.say("HTTP/1.1 202 Taken\r\nContent-Length: 0\r\n\r\n");
                wire.read();
            });

            SendOutcome first = sender.send(request(receiver.target(), AMPLE));
            SendOutcome second = sender.send(request(receiver.target(), AMPLE));

            assertAnswered(first, 200, "ok", false);
            assertFailed(second, DeliveryError.PROTOCOL_ERROR);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Nested
    class OldAndOdd {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.0 200 OK\r\n\r\nold",
                    "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold",
                    "HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nold",
                    "HTTP/1.1 200 OK\nContent-Length: 3\n\nold",
                })
        void shouldUnderstand(String answer) {
            assertAnswered(sendAndHear(answer), 200, "old", false);
        }

        @Test
        void shouldFollowNoRedirectToLoopback() {
            RawReceiver inside = http(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

            SendOutcome outcome = sendAndHear("HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:"
                    + inside.target().port() + "/internal\r\nContent-Length: 0\r\n\r\n");

            assertAnswered(outcome, 307, "", false);
            assertThat(inside.connections()).isZero();
        }

        @Test
        void shouldAnswerNoChallengeAndKeepNoCookie() {
            RawReceiver receiver = http(answering("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                    + "Set-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"));

            sender.send(request(receiver.target(), AMPLE));
            sender.send(request(receiver.target(), AMPLE));

            assertThat(receiver.received()).hasSize(2).allSatisfy(received -> {
                assertThat(received.headers().count("Cookie")).isZero();
                assertThat(received.headers().count("Authorization")).isZero();
            });
        }
    }
}
