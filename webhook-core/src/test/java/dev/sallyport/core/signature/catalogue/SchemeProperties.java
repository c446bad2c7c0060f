package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold for every scheme, whatever is sent. */
class SchemeProperties {

    @Provide
    Arbitrary<Subject> subjects() {
        return Arbitraries.of(Subject.OVER_BODY);
    }

    @Provide
    Arbitrary<Subject> timed() {
        return Arbitraries.of(Subject.OVER_BODY.stream()
                .filter(subject -> subject.scheme().coverage().time())
                .toList());
    }

    private static WebhookRequest withBody(WebhookRequest request, byte[] body) {
        return new WebhookRequest(
                request.method(), request.url(), request.headers(), RawPayload.copyOf(body), request.receivedAt());
    }

    private static WebhookRequest withHeader(WebhookRequest request, String name, String value) {
        return new OutboundRequest(request.method(), request.url(), request.headers(), request.body())
                .withHeader(name, value)
                .receivedAt(request.receivedAt());
    }

    private static Refused refused(RefusalReason reason) {
        return Refused.because(reason);
    }

    @Property(seed = "10", tries = 300)
    void shouldVerifyWhatItSigns(@ForAll @From("subjects") Subject subject, @ForAll byte[] body) {
        VerificationResult result = subject.verifier().verify(subject.signed(body));
        boolean timed = subject.scheme().coverage().time();
        assertThat(result).isEqualTo(new Verified("1", subject.scheme().coverage(), timed ? Subject.NOW : null));
    }

    @Property(seed = "11", tries = 500)
    void shouldRefuseABodyInWhichOneBitIsFlipped(
            @ForAll @From("subjects") Subject subject,
            @ForAll @Size(min = 1, max = 200) byte[] body,
            @ForAll @IntRange(min = 0, max = 1599) int bit) {
        byte[] flipped = body.clone();
        int at = bit % (8 * body.length);
        flipped[at / 8] ^= (byte) (1 << at % 8);
        assertThat(subject.verifier().verify(withBody(subject.signed(body), flipped)))
                .isEqualTo(refused(RefusalReason.INVALID_SIGNATURE));
    }

    @Property(seed = "12", tries = 200)
    void shouldRefuseABodyThatIsLongerOrShorter(
            @ForAll @From("subjects") Subject subject, @ForAll @Size(min = 1, max = 50) byte[] body) {
        WebhookRequest request = subject.signed(body);
        byte[] longer = Arrays.copyOf(body, body.length + 1);
        longer[body.length] = '\n';
        assertThat(subject.verifier().verify(withBody(request, longer)))
                .isEqualTo(refused(RefusalReason.INVALID_SIGNATURE));
        assertThat(subject.verifier().verify(withBody(request, Arrays.copyOf(body, body.length - 1))))
                .isEqualTo(refused(RefusalReason.INVALID_SIGNATURE));
    }

    /** Bit 5 is the letter's case, which hexadecimal does not mind; all other changes must be noticed. */
    @Property(seed = "13", tries = 1000)
    void shouldRefuseASignatureTextInWhichOneCharacterIsChanged(
            @ForAll @From("subjects") Subject subject,
            @ForAll @IntRange(min = 0, max = 499) int place,
            @ForAll @IntRange(min = 0, max = 6) int bit) {
        WebhookRequest request = subject.signed("{\"id\":\"1\"}");
        String text = request.headers().first(subject.header());
        int at = place % text.length();
        char changed = (char) (text.charAt(at) ^ 1 << bit);
        boolean onlyCase = Character.toLowerCase(changed) == Character.toLowerCase(text.charAt(at));
        boolean isBlank = changed == ' ' || changed == '\t';
        if (!onlyCase && !isBlank) {
            String forged = text.substring(0, at) + changed + text.substring(at + 1);
            assertThat(subject.verifier().verify(withHeader(request, subject.header(), forged)))
                    .isInstanceOf(Refused.class);
        }
    }

    @Property(seed = "14", tries = 100)
    void shouldReadHexadecimalInEitherCaseAndBase64InItsOwnOnly(
            @ForAll @From("subjects") Subject subject, @ForAll byte[] body) {
        WebhookRequest request = subject.signed(body);
        String text = request.headers().first(subject.header());
        int from = subject.signatureFrom(text);
        String upper = text.substring(0, from) + text.substring(from).toUpperCase(Locale.ROOT);
        boolean hex =
                !subject.name().equals("adyen-platform") && !subject.name().equals("standard-webhooks");
        VerificationResult result = subject.verifier().verify(withHeader(request, subject.header(), upper));
        assertThat(result instanceof Verified).isEqualTo(hex || upper.equals(text));
    }

    @Property(seed = "15", tries = 100)
    void shouldNotMindBlanksAroundAHeaderButWithinASignature(
            @ForAll @From("subjects") Subject subject,
            @ForAll @IntRange(min = 0, max = 3) int before,
            @ForAll @IntRange(min = 0, max = 3) int after) {
        WebhookRequest request = subject.signed("{}");
        String text = request.headers().first(subject.header());
        String padded = " ".repeat(before) + text + "\t".repeat(after);
        assertThat(subject.verifier().verify(withHeader(request, subject.header(), padded)))
                .isInstanceOf(Verified.class);
        String broken = text.substring(0, text.length() - 5) + " " + text.substring(text.length() - 5);
        assertThat(subject.verifier().verify(withHeader(request, subject.header(), broken)))
                .isInstanceOf(Refused.class);
    }

    @Property(seed = "16", tries = 300)
    void shouldAcceptTimesUpToTheToleranceAndNotAMomentBeyond(
            @ForAll @From("timed") Subject subject, @ForAll @IntRange(min = -700, max = 700) int seconds) {
        OutboundRequest signed = subject.signedAt("{}".getBytes(StandardCharsets.UTF_8), Subject.NOW);
        Instant receivedAt = Subject.NOW.plusSeconds(seconds);
        VerificationResult result = subject.verifier().verify(signed.receivedAt(receivedAt));
        assertThat(result)
                .isEqualTo(
                        Math.abs(seconds) <= 300
                                ? new Verified("1", subject.scheme().coverage(), Subject.NOW)
                                : refused(RefusalReason.EXPIRED));
    }

    @Property(seed = "17", tries = 20)
    void shouldDrawTheEdgesOfTheToleranceExactly(@ForAll @From("timed") Subject subject) {
        OutboundRequest signed = subject.signedAt(new byte[0], Subject.NOW);
        Duration tolerance = Duration.ofMinutes(5);
        SignatureVerifier verifier = subject.verifier();
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.plus(tolerance))))
                .isInstanceOf(Verified.class);
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.minus(tolerance))))
                .isInstanceOf(Verified.class);
        assertThat(verifier.verify(signed.receivedAt(Subject.NOW.plus(tolerance).plusNanos(1))))
                .isEqualTo(refused(RefusalReason.EXPIRED));
        assertThat(verifier.verify(
                        signed.receivedAt(Subject.NOW.minus(tolerance).minusNanos(1))))
                .isEqualTo(refused(RefusalReason.EXPIRED));
    }

    @Property(seed = "18", tries = 60)
    void shouldRefuseAHeaderThatStandsOnTwoLines(
            @ForAll @From("subjects") Subject subject, @ForAll @IntRange(min = 0, max = 2) int which) {
        WebhookRequest request = subject.signed("{}");
        int line = which % request.headers().size();
        Headers.Builder repeated = Headers.builder();
        for (int i = 0; i < request.headers().size(); i++) {
            repeated.add(request.headers().nameAt(i), request.headers().valueAt(i));
        }
        repeated.add(
                request.headers().nameAt(line).toUpperCase(Locale.ROOT),
                request.headers().valueAt(line));
        WebhookRequest ambiguous = new WebhookRequest(
                request.method(), request.url(), repeated.build(), request.body(), request.receivedAt());
        assertThat(subject.verifier().verify(ambiguous)).isEqualTo(refused(RefusalReason.MALFORMED));
    }

    @Property(seed = "19", tries = 60)
    void shouldMissAnyHeaderThatIsAbsentOrEmpty(
            @ForAll @From("subjects") Subject subject, @ForAll @IntRange(min = 0, max = 2) int which) {
        WebhookRequest request = subject.signed("{}");
        int line = which % request.headers().size();
        Headers.Builder fewer = Headers.builder();
        for (int i = 0; i < request.headers().size(); i++) {
            if (i != line) {
                fewer.add(request.headers().nameAt(i), request.headers().valueAt(i));
            }
        }
        WebhookRequest without = new WebhookRequest(
                request.method(), request.url(), fewer.build(), request.body(), request.receivedAt());
        assertThat(subject.verifier().verify(without)).isEqualTo(refused(RefusalReason.MISSING_HEADER));
        assertThat(subject.verifier()
                        .verify(withHeader(request, request.headers().nameAt(line), " \t ")))
                .isEqualTo(refused(RefusalReason.MISSING_HEADER));
    }

    @Property(seed = "20", tries = 100)
    void shouldAcceptAnyOfSeveralSecretsAndNameIt(
            @ForAll @From("subjects") Subject subject, @ForAll @IntRange(min = 0, max = 3) int place) {
        List<SigningSecret> secrets = new ArrayList<>();
        String other = subject.secret().replace('9', '8').replace("ecret", "EKRET");
        for (int i = 0; i < 4; i++) {
            secrets.add(SigningSecret.of(i == place ? subject.secret() : other).withKeyId("key-" + i));
        }
        VerificationResult result =
                SignatureVerifier.of(subject.scheme(), secrets).verify(subject.signed("{}"));
        assertThat(result).isInstanceOf(Verified.class);
        assertThat(((Verified) result).keyId()).isEqualTo("key-" + place);
    }

    @Property(seed = "21", tries = 50)
    void shouldRefuseASecretWhosePeriodDoesNotHoldTheReceipt(@ForAll @From("subjects") Subject subject) {
        SigningSecret expired = SigningSecret.of(subject.secret()).validBetween(Instant.EPOCH, Subject.NOW);
        SigningSecret active = SigningSecret.of(subject.secret()).validBetween(Subject.NOW, Instant.MAX);
        WebhookRequest request = subject.signed("{}");
        assertThat(SignatureVerifier.of(subject.scheme(), List.of(expired)).verify(request))
                .isEqualTo(refused(RefusalReason.INVALID_SIGNATURE));
        assertThat(SignatureVerifier.of(subject.scheme(), List.of(expired, active))
                        .verify(request))
                .isEqualTo(new Verified(
                        "2",
                        subject.scheme().coverage(),
                        subject.scheme().coverage().time() ? Subject.NOW : null));
    }

    @Property(seed = "22", tries = 50)
    void shouldRefuseOversizedHeaders(@ForAll @From("subjects") Subject subject) {
        WebhookRequest request = subject.signed("{}");
        String text = request.headers().first(subject.header());
        assertThat(subject.verifier().verify(withHeader(request, subject.header(), text + ",".repeat(8192))))
                .isEqualTo(refused(RefusalReason.MALFORMED));
    }

    @Property(seed = "23", tries = 30)
    void shouldRefuseMoreThanSixteenSignatures(@ForAll @IntRange(min = 14, max = 18) int count) {
        Subject stripe = Subject.OVER_BODY.get(0);
        WebhookRequest request = stripe.signed("{}");
        String text = request.headers().first(stripe.header());
        String others = (",v1=" + "00".repeat(32)).repeat(count - 1);
        VerificationResult result = stripe.verifier().verify(withHeader(request, stripe.header(), text + others));
        assertThat(result instanceof Verified).isEqualTo(count <= 16);
    }

    @Property(seed = "24", tries = 100)
    void shouldCarryOneSignatureOfEachSecretWhereTheSchemeCan(@ForAll byte[] body) {
        for (String name : List.of("stripe", "standard-webhooks")) {
            Subject subject = Subject.OVER_BODY.stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            SigningSecret old = SigningSecret.of("whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWNyZXQ=");
            SigningSecret current = SigningSecret.of(subject.secret());
            WebhookRequest request = SignatureSigner.of(subject.scheme(), List.of(current, old))
                    .sign(OutboundRequest.post("https://example.com", RawPayload.copyOf(body)), Subject.NOW, "msg_1")
                    .receivedAt(Subject.NOW);
            for (SigningSecret secret : List.of(old, current)) {
                assertThat(SignatureVerifier.of(subject.scheme(), List.of(secret))
                                .verify(request))
                        .isInstanceOf(Verified.class);
            }
        }
    }

    @Provide
    Arbitrary<String> headerTexts() {
        Arbitrary<String> parts = Arbitraries.of(
                "t=",
                "v1=",
                "v1,",
                "sha256=",
                ",",
                " ",
                "=",
                "1755820800",
                "00",
                "ff".repeat(32),
                "A".repeat(43) + "=",
                "\u0000",
                "ä",
                "\uD800",
                "-1");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(100),
                parts.list().ofMaxSize(12).map(list -> String.join("", list)));
    }

    @Property(seed = "25", tries = 2000)
    void shouldNeverThrowNorAcceptWhateverIsSent(
            @ForAll @From("subjects") Subject subject,
            @ForAll @From("headerTexts") String first,
            @ForAll @From("headerTexts") String second,
            @ForAll byte[] body) {
        Headers headers = Headers.of(
                subject.header(),
                first,
                "webhook-id",
                second,
                "webhook-timestamp",
                "1755820800",
                "Content-Type",
                second);
        WebhookRequest request = new WebhookRequest(
                "POST", "https://example.com/?" + second, headers, RawPayload.copyOf(body), Subject.NOW);
        assertThat(subject.verifier().verify(request)).isInstanceOf(Refused.class);
        assertThat(Subject.ADYEN.verifier().verify(request)).isInstanceOf(Refused.class);
    }
}
