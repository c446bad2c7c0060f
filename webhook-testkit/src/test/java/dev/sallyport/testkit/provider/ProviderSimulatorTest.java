package dev.sallyport.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSimulatorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String URL = "https://gate.example/webhooks/it";

    /** Hexadecimal and base64 alike, so that it is a key of every scheme. */
    private static final SigningSecret SECRET = SigningSecret.of("00112233445566778899aabbccddeeff");

    static Stream<ProviderPayload> bundled() {
        return ProviderPayloads.bundled().stream();
    }

    @Nested
    class Request {

        @ParameterizedTest
        @MethodSource("dev.sallyport.testkit.provider.ProviderSimulatorTest#bundled")
        void shouldSignAsTheProviderDoes(ProviderPayload payload) {
            assertThat(verifier(payload).verify(request(payload).receivedAt(NOW)))
                    .isInstanceOf(VerificationResult.Verified.class);
        }

        @ParameterizedTest
        @MethodSource("dev.sallyport.testkit.provider.ProviderSimulatorTest#bundled")
        void shouldMakeTheSameEventOfTheSamePayload(ProviderPayload payload) {
            IdentityReader reader = IdentityReader.of(scheme(payload));
            OutboundRequest later = simulator(payload).request(payload, URL, NOW.plusSeconds(60));

            assertThat(reader.identify(later.receivedAt(NOW)))
                    .isEqualTo(reader.identify(request(payload).receivedAt(NOW)));
        }

        @Test
        void shouldMakeDifferentEventsOfDifferentPayloads() {
            Set<Object> identities = new HashSet<>();
            List<ProviderPayload> payloads = ProviderPayloads.bundled();
            for (ProviderPayload payload : payloads) {
                EventIdentity identity = IdentityReader.of(scheme(payload))
                        .identify(request(payload).receivedAt(NOW));
                String id = identity.eventId();
                identities.add(id == null ? payload.body() : payload.provider() + id);
            }

            assertThat(identities).hasSameSizeAs(payloads);
        }

        @Test
        void shouldNameTypeAndDeliveryInTheHeadersThatGitHubHas() {
            ProviderPayload ping = ProviderPayloads.bundled().stream()
                    .filter(payload -> payload.id().equals("github/ping/3"))
                    .findFirst()
                    .orElseThrow();

            OutboundRequest request = request(ping);

            assertThat(request.headers().all("X-GitHub-Event")).containsExactly("ping");
            assertThat(request.headers().all("X-GitHub-Delivery")).containsExactly(ProviderSimulator.eventId(ping));
            assertThat(request.headers().all("Content-Type")).containsExactly("application/json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"stripe", "github", "adyen-platform", "standard-webhooks", "generic"})
        void shouldSignAnyBodyUnderSchemesThatSignAllOfIt(String scheme) {
            ProviderPayload payload = new ProviderPayload(
                    new ProviderId(scheme),
                    "thing.happened",
                    "sample",
                    "application/octet-stream",
                    RawPayload.copyOf(new byte[] {0, (byte) 0xff, (byte) 0xc3, 0x28}));

            assertThat(verifier(payload).verify(request(payload).receivedAt(NOW)))
                    .isInstanceOf(VerificationResult.Verified.class);
        }
    }

    @Nested
    class FlipOneByte {

        @ParameterizedTest
        @MethodSource("dev.sallyport.testkit.provider.ProviderSimulatorTest#bundled")
        void shouldBreakTheSignatureByOneByteWhereverItBegins(ProviderPayload payload) {
            OutboundRequest genuine = request(payload);
            for (int seed = 0; seed < 20; seed++) {
                OutboundRequest tampered = Tampering.flipOneByte(genuine, verifier(payload), NOW, new Random(seed));

                assertThat(verifier(payload).verify(tampered.receivedAt(NOW)))
                        .isEqualTo(VerificationResult.Refused.because(RefusalReason.INVALID_SIGNATURE));
                assertThat(tampered.headers()).isEqualTo(genuine.headers());
                assertThat(differingBytes(tampered.body(), genuine.body())).isEqualTo(1);
            }
        }

        @Test
        void shouldRefuseABodyOfNoBytes() {
            ProviderPayload empty = new ProviderPayload(
                    new ProviderId("generic"), "thing.happened", "sample", "text/plain", RawPayload.empty());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tampering.flipOneByte(request(empty), verifier(empty), NOW, new Random(1)));
        }

        private static int differingBytes(RawPayload one, RawPayload other) {
            assertThat(one.size()).isEqualTo(other.size());
            int differing = 0;
            for (int i = 0; i < one.size(); i++) {
                differing += one.byteAt(i) == other.byteAt(i) ? 0 : 1;
            }
            return differing;
        }
    }

    private static OutboundRequest request(ProviderPayload payload) {
        return simulator(payload).request(payload, URL, NOW);
    }

    private static ProviderSimulator simulator(ProviderPayload payload) {
        return ProviderSimulator.of(scheme(payload), SECRET);
    }

    private static SignatureVerifier verifier(ProviderPayload payload) {
        return SignatureVerifier.of(scheme(payload), List.of(SECRET));
    }

    private static SignatureScheme scheme(ProviderPayload payload) {
        return Objects.requireNonNull(
                SchemeCatalogue.builtIn().find(payload.provider().value()));
    }
}
