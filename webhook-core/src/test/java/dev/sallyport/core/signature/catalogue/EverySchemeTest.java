package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every scheme, also for those of which no vector shows a genuine request. */
class EverySchemeTest {

    static Stream<SignatureScheme> schemes() {
        return SchemeCatalogue.builtIn().all().stream();
    }

    static Stream<SignatureScheme> coveringTheBody() {
        return schemes().filter(scheme -> scheme.coverage().body() == Coverage.Body.WHOLE);
    }

    static Stream<SignatureScheme> coveringTheUrl() {
        return schemes().filter(scheme -> scheme.coverage().url());
    }

    static Stream<SignatureScheme> tokens() {
        return schemes()
                .filter(scheme -> scheme.rules() instanceof MessageRules rules && rules.algorithm() == Algorithm.TOKEN);
    }

    static Stream<SignatureScheme> timed() {
        return schemes().filter(scheme -> scheme.rules() instanceof MessageRules rules && rules.timestamp() != null);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void shouldVerifyWhatItSigns(SignatureScheme scheme) {
        Rehearsal rehearsal = Rehearsal.of(scheme, "us");
        assertThat(rehearsal.verifier().verify(rehearsal.signed().receivedAt(Subject.NOW)))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void shouldRefuseTheKeyOfAnother(SignatureScheme scheme) {
        WebhookRequest request = Rehearsal.of(scheme, "us").signed().receivedAt(Subject.NOW);
        assertThat(Rehearsal.of(scheme, "them").verifier().verify(request))
                .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
    }

    @ParameterizedTest
    @MethodSource("coveringTheBody")
    void shouldRefuseAnotherBodyIfItClaimsToCoverIt(SignatureScheme scheme) {
        Rehearsal rehearsal = Rehearsal.of(scheme, "us");
        OutboundRequest signed = rehearsal.signed();
        byte[] body = signed.body().toByteArray();
        for (int i = 0; i < body.length; i++) {
            byte[] flipped = body.clone();
            flipped[i] ^= 1;
            VerificationResult result = rehearsal
                    .verifier()
                    .verify(signed.withBody(RawPayload.copyOf(flipped)).receivedAt(Subject.NOW));
            assertThat(result).as("byte " + i).isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("coveringTheUrl")
    void shouldRefuseAnotherUrlIfItClaimsToCoverIt(SignatureScheme scheme) {
        Rehearsal rehearsal = Rehearsal.of(scheme, "us");
        OutboundRequest signed = rehearsal.signed();
        assertThat(rehearsal
                        .verifier()
                        .verify(signed.withUrl(signed.url() + "x").receivedAt(Subject.NOW)))
                .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void shouldDrawTheToleranceAtItsEdges(SignatureScheme scheme) {
        Rehearsal rehearsal = Rehearsal.of(scheme, "us");
        MessageRules rules = (MessageRules) scheme.rules();
        Duration past = rules.timestamp().pastTolerance();
        Duration future = rules.timestamp().futureTolerance();
        OutboundRequest signed = rehearsal.signed();
        SignatureVerifier verifier = rehearsal.verifier();
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.plus(past)))).isInstanceOf(Verified.class);
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.minus(future))))
                .isInstanceOf(Verified.class);
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.plus(past).plusNanos(1))))
                .isEqualTo(Refused.because(RefusalReason.EXPIRED));
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.minus(future).minusNanos(1))))
                .isEqualTo(Refused.because(RefusalReason.EXPIRED));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void shouldNotMindTheCaseOfHeaderNamesNorOtherHeaders(SignatureScheme scheme) {
        Rehearsal rehearsal = Rehearsal.of(scheme, "us");
        OutboundRequest signed = rehearsal.signed();
        Headers.Builder lower = Headers.builder().add("accept", "*/*").add("x-other", "1");
        for (int i = 0; i < signed.headers().size(); i++) {
            lower.add(
                    signed.headers().nameAt(i).toLowerCase(Locale.ROOT),
                    signed.headers().valueAt(i));
        }
        WebhookRequest request =
                new WebhookRequest(signed.method(), signed.url(), lower.build(), signed.body(), Subject.NOW);
        assertThat(rehearsal.verifier().verify(request)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void shouldRefuseARequestThatCarriesNothing(SignatureScheme scheme) {
        OutboundRequest bare = OutboundRequest.post("https://example.com", RawPayload.empty());
        VerificationResult result = Rehearsal.of(scheme, "us").verifier().verify(bare.receivedAt(Subject.NOW));
        assertThat(result)
                .isIn(Refused.because(RefusalReason.MISSING_HEADER), Refused.because(RefusalReason.MALFORMED));
        assertThat(IdentityReader.of(scheme)
                        .identify(bare.receivedAt(Subject.NOW))
                        .eventId())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void shouldRefuseEmptyAndBlankKeys(SignatureScheme scheme) {
        for (String secret : List.of("", " ", "\n", scheme.key().stripPrefix())) {
            assertThatExceptionOfType(KeyRefusedException.class)
                    .isThrownBy(() -> Rehearsal.of(scheme, "us").verifier(SigningSecret.of(secret)));
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void shouldCallATokenWeak(SignatureScheme scheme) {
        assertThat(scheme.coverage()).isEqualTo(new Coverage(Coverage.Body.NONE, false, false, false, false, Set.of()));
        assertThat(scheme.coverage().isWeak()).isTrue();
    }
}
