package dev.sallyport.hosting.calls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.signature.key.FailedFetches;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKeyResolverIT extends CallsITBase {

    private static final KeyRequest REQUEST = new KeyRequest(BASE + "/cert.pem", null);
    private static final String OK_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    private static KeyResolver resolver(CallSettings settings) {
        GuardedClient client = new GuardedClient(settings);
        return new HttpKeyResolver(client, new ApplicationTokens(client, new ManualClock()));
    }

    private KeyResolution resolve(Duration deadline, KeyRequest request) throws Exception {
        return resolver(settings(deadline)).resolve(request);
    }

    private KeyResolution resolve() throws Exception {
        return resolve(LONG, REQUEST);
    }

    private KeyResolution resolveInHaste() throws Exception {
        return resolve(SHORT, REQUEST);
    }

    @Nested
    class Answering {

        @Test
        void shouldReturnTheKeyThatLiesAtTheAddress() throws Exception {
            server.answer("/cert.pem", 200, certificates.certificatePem());

            KeyResolution resolution = resolve();

            assertThat(resolution).isInstanceOf(KeyResolution.Found.class);
            assertThat(((KeyResolution.Found) resolution).keys()).hasSize(1);
            assertThat(server.requests()).containsExactly("GET " + BASE + "/cert.pem");
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 404, 410})
        void shouldTakeTheProvidersWordThatThereIsNoKey(int status) throws Exception {
            server.answer("/cert.pem", status, certificates.certificatePem());

            assertThat(resolve()).isEqualTo(new KeyResolution.Absent());
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 204, 206, 400, 401, 407, 429, 500, 502, 503})
        void shouldTakeNothingElseForAnAnswer(int status) throws Exception {
            server.answer("/cert.pem", status, "");

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {300, 301, 302, 303, 307, 308})
        void shouldFollowNoRedirect(int status) throws Exception {
            server.answer("/elsewhere", 200, certificates.certificatePem());
            server.answer("/cert.pem", status, "", "Location: " + BASE + "/elsewhere");

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
            assertThat(server.requests()).containsExactly("GET " + BASE + "/cert.pem");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "<html>We will be right back</html>", "{\"keys\":[]}", "-----BEGIN CERTIFICATE-----"})
        void shouldTakeGarbageForNoWordOfTheProvider(String body) throws Exception {
            server.answer("/cert.pem", 200, body);

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldUnpackNothing() throws Exception {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(certificates.certificatePem().getBytes(ISO_8859_1));
            }
            server.answer("/cert.pem", 200, packed.toString(ISO_8859_1), "Content-Encoding: gzip");

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldReadADocumentOfTheGreatestLengthAndNoneBeyond() throws Exception {
            String pem = certificates.certificatePem();
            String longest = pem + "\n".repeat(KeyResolver.LONGEST_DOCUMENT - pem.length());

            server.answer("/cert.pem", 200, longest);
            assertThat(resolve()).isInstanceOf(KeyResolution.Found.class);

            server.answer("/cert.pem", 200, longest + "\n");
            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }
    }

    @Nested
    class Enduring {

        @Test
        void shouldNotWaitForAHostThatSaysNothing() throws Exception {
            server.on("/cert.pem", server.andThenNothing(""));

            assertThat(resolveInHaste()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldNotWaitForABodyThatStops() throws Exception {
            server.on("/cert.pem", server.andThenNothing(OK_HEAD + "Content-Length: 5000\r\n\r\n-----BEGIN"));

            assertThat(resolveInHaste()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldNotWaitForABodyThatDrips() throws Exception {
            CountDownLatch gone = new CountDownLatch(1);
            server.on("/cert.pem", out -> {
                try {
                    out.write((OK_HEAD + "Content-Length: 200000\r\n\r\n").getBytes(ISO_8859_1));
                    while (!gone.await(20, TimeUnit.MILLISECONDS)) {
                        out.write('x');
                        out.flush();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    gone.countDown();
                }
            });

            assertThat(resolveInHaste()).isInstanceOf(KeyResolution.Unavailable.class);
            // The connection is closed, so that the dripping ends.
            assertThat(gone.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
        void shouldStopReadingABodyThatDoesNotEnd(String framing) throws Exception {
            String piece = "-".repeat(4_096);
            server.on("/cert.pem", out -> {
                out.write((OK_HEAD + framing + "\r\n").getBytes(ISO_8859_1));
                while (true) {
                    out.write((framing.isEmpty() ? piece : "1000\r\n" + piece + "\r\n").getBytes(ISO_8859_1));
                }
            });

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldStopReadingHeadersThatDoNotEnd() throws Exception {
            server.on("/cert.pem", out -> {
                out.write(OK_HEAD.getBytes(ISO_8859_1));
                while (true) {
                    out.write("X-More: of the same\r\n".getBytes(ISO_8859_1));
                }
            });

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "HTTP/1.1 2",
                    OK_HEAD,
                    OK_HEAD + "Content-Length: 5000\r\n\r\n-----BEGIN",
                    OK_HEAD + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
                    "SSH-2.0-OpenSSH_9.6\r\n\r\n"
                })
        void shouldTakeACutOrGarbledAnswerForNone(String answer) throws Exception {
            server.on("/cert.pem", out -> out.write(answer.getBytes(ISO_8859_1)));

            assertThat(resolve()).isInstanceOf(KeyResolution.Unavailable.class);
        }

        @Test
        void shouldNotWaitForANameThatIsLookedUpForEver() throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            NameLookup stuck = host -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            };

            assertThat(resolver(settings(SHORT, TargetPolicy.ofPublicHttps(), stuck))
                            .resolve(REQUEST))
                    .isInstanceOf(KeyResolution.Unavailable.class);
        }
    }

    @Nested
    class Guarding {

        @Test
        void shouldSendNothingToAHostThatShowsAnothersCertificate() throws Exception {
            server.answer("/cert.pem", 200, certificates.certificatePem());

            assertThat(resolve(LONG, new KeyRequest("https://other.provider.example/cert.pem", null)))
                    .isInstanceOf(KeyResolution.Unavailable.class);
            assertThat(server.requests()).isEmpty();
        }

        @Test
        void shouldSendNothingToAHostThatNobodyVouchesFor() throws Exception {
            server.answer("/cert.pem", 200, certificates.certificatePem());
            CallSettings publicTrust = new CallSettings(
                    TargetPolicy.builder().allowLoopback(true).build(),
                    LONG,
                    CallSettings.defaults().tls(),
                    host -> List.of(InetAddress.getLoopbackAddress()),
                    port -> server.port());

            assertThat(resolver(publicTrust).resolve(REQUEST)).isInstanceOf(KeyResolution.Unavailable.class);
            assertThat(server.requests()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://keys.provider.example/cert.pem",
                    "https://keys.provider.example:8443/cert.pem",
                    "https://user@keys.provider.example/cert.pem",
                    "https://keys.provider.example./cert.pem",
                    "https://keys.provider.example\\@other.example/cert.pem",
                    "https://2130706433/cert.pem",
                    "https://10.0.0.1/cert.pem",
                    "https://[::ffff:127.0.0.1]/cert.pem",
                    "file:///etc/passwd",
                    "cert.pem",
                    ""
                })
        void shouldCallNothingButPlainHttpsAddresses(String url) throws Exception {
            assertThat(resolve(LONG, new KeyRequest(url, null))).isInstanceOf(KeyResolution.Unavailable.class);
            assertThat(server.connections()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "100.64.0.1"})
        void shouldConnectToNoHostWithAnInnerAddress(String address) throws Exception {
            NameLookup mixed = host -> List.of(InetAddress.getByName("203.0.114.7"), InetAddress.getByName(address));

            assertThat(resolver(settings(LONG, TargetPolicy.ofPublicHttps(), mixed))
                            .resolve(REQUEST))
                    .isInstanceOf(KeyResolution.Unavailable.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Nested
    class Remembering {

        @Test
        void shouldAskOnceForManyRequestsAtATime() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            String response = OK_HEAD + "Content-Length: "
                    + certificates.certificatePem().length() + "\r\n\r\n" + certificates.certificatePem();
            server.on("/cert.pem", out -> {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                out.write(response.getBytes(ISO_8859_1));
            });
            KeyResolver keys = ProviderCalls.with(settings(LONG), new ManualClock(), FailedFetches.IGNORED)
                    .keys();
            List<Future<KeyResolution>> resolutions = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    resolutions.add(threads.submit(() -> keys.resolve(REQUEST)));
                }
                asked.await();
                answer.countDown();
            }

            for (Future<KeyResolution> resolution : resolutions) {
                assertThat(resolution.get()).isInstanceOf(KeyResolution.Found.class);
            }
            assertThat(server.requests()).hasSize(1);
        }
    }
}
