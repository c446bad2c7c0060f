package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What becomes of a genuine request of any scheme when body, header lines, keys or anything at all change. */
class EverySchemeProperties {

    private static final int STEPS = 15;

    private static final List<Rehearsal> ALL = Rehearsal.all("us").toList();

    /** A genuine request that has a header, with the place of one of them. */
    record Line(Rehearsal rehearsal, OutboundRequest request, int at) {

        String name() {
            return request.headers().nameAt(at);
        }

        /** Schemes that read all lines of a header do not mind if one stands twice. */
        boolean mayRepeat() {
            return rehearsal.scheme().rules() instanceof MessageRules rules
                    && rules.signature().all()
                    && isAmong(rules.signature().fields());
        }

        /** Without the id of a key, all keys are tried. */
        boolean mayBeAbsent() {
            return rehearsal.scheme().rules() instanceof MessageRules rules && isAmong(rules.keyId());
        }

        private boolean isAmong(List<Field> fields) {
            return fields.stream().anyMatch(field -> field instanceof Field.Header header && isNamed(header.name()));
        }

        private boolean isNamed(String header) {
            return header.replace("#", "1").equalsIgnoreCase(name());
        }

        @Override
        public String toString() {
            return rehearsal + " " + name();
        }
    }

    @Provide
    Arbitrary<Rehearsal> rehearsals() {
        return Arbitraries.of(ALL);
    }

    @Provide
    Arbitrary<Rehearsal> coveringTheBody() {
        return Arbitraries.of(ALL.stream()
                .filter(rehearsal -> rehearsal.scheme().coverage().body() == Coverage.Body.WHOLE
                        || rehearsal.scheme().coverage().body() == Coverage.Body.CHECKSUM)
                .toList());
    }

    /** Every header line of every scheme's request, but for what only declares the body's type. */
    @Provide
    Arbitrary<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Rehearsal rehearsal : ALL) {
            OutboundRequest request = rehearsal.signed();
            for (int i = 0; i < request.headers().size(); i++) {
                if (!request.headers().nameAt(i).equals("Content-Type")
                        && !request.headers().nameAt(i).equals("x-amz-sns-message-type")) {
                    lines.add(new Line(rehearsal, request, i));
                }
            }
        }
        return Arbitraries.of(lines);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseABodyInWhichOneBitIsChanged(
            @ForAll @From("coveringTheBody") Rehearsal rehearsal, @ForAll @IntRange(max = STEPS) int step) {
        OutboundRequest signed = rehearsal.signed();
        byte[] body = signed.body().toByteArray();
        int bit = step * (8 * body.length - 1) / STEPS;
        body[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(rehearsal.verify(signed.withBody(RawPayload.adopt(body)))).isInstanceOf(Refused.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseAHeaderThatStandsOnTwoLines(@ForAll @From("lines") Line line) {
        for (String value : List.of(line.request().headers().valueAt(line.at()), "another")) {
            Headers headers = copyOf(line.request().headers(), -1)
                    .add(line.name().toUpperCase(Locale.ROOT), value)
                    .build();

            VerificationResult result = line.rehearsal().verify(withHeaders(line.request(), headers));
            if (line.mayRepeat()) {
                assertThat(result).isInstanceOf(Verified.class);
            } else {
                assertThat(result).isEqualTo(Refused.because(RefusalReason.MALFORMED));
            }
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldMissAnyHeaderThatIsAbsentOrBlank(@ForAll @From("lines") Line line) {
        Headers absent = copyOf(line.request().headers(), line.at()).build();
        Headers blank = copyOf(line.request().headers(), line.at())
                .add(line.name(), " \t")
                .build();
        for (Headers headers : List.of(absent, blank)) {
            VerificationResult result = line.rehearsal().verify(withHeaders(line.request(), headers));
            if (line.mayBeAbsent()) {
                assertThat(result).isInstanceOf(Verified.class);
            } else {
                assertThat(result).isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
            }
        }
    }

    private static Headers.Builder copyOf(Headers headers, int without) {
        Headers.Builder copy = Headers.builder();
        for (int i = 0; i < headers.size(); i++) {
            if (i != without) {
                copy.add(headers.nameAt(i), headers.valueAt(i));
            }
        }
        return copy;
    }

    private static OutboundRequest withHeaders(OutboundRequest request, Headers headers) {
        return new OutboundRequest(request.method(), request.url(), headers, request.body());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldAcceptTheOneOfSeveralSecretsThatSignedAndNameIt(
            @ForAll @From("rehearsals") Rehearsal rehearsal, @ForAll @IntRange(max = 2) int place) {
        SigningSecret own = rehearsal.keys().verifying();
        SigningSecret[] secrets = new SigningSecret[3];
        for (int i = 0; i < secrets.length; i++) {
            SigningSecret other =
                    Rehearsal.of(rehearsal.scheme(), "them " + i).keys().verifying();
            secrets[i] = (i == place ? own : other).withKeyId("key-" + i);
        }
        VerificationResult result =
                rehearsal.verifier(secrets).verify(rehearsal.signed().receivedAt(Rehearsal.NOW));

        if (namesItsKey(rehearsal)) {
            assertThat(result).isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
        } else if (isPaired(rehearsal) && place > 0) {
            assertThat(result).isInstanceOf(Refused.class);
        } else {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.keyId()).isEqualTo("key-" + place));
        }
    }

    /** These requests name the key "1" that signed them: keys of other names are passed over unseen. */
    private static boolean namesItsKey(Rehearsal rehearsal) {
        OutboundRequest signed = rehearsal.signed();
        return !(rehearsal
                        .verifier(rehearsal.keys().verifying().withKeyId("other"))
                        .verify(signed.receivedAt(Rehearsal.NOW))
                instanceof Verified);
    }

    private static boolean isPaired(Rehearsal rehearsal) {
        return rehearsal.scheme().rules() instanceof MessageRules rules
                && rules.signature().pairedWithKeys();
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldHoldASecretToItsPeriod(@ForAll @From("rehearsals") Rehearsal rehearsal) {
        SigningSecret secret = rehearsal.keys().verifying();
        WebhookRequest request = rehearsal.signed().receivedAt(Rehearsal.NOW);
        SigningSecret expired = secret.validBetween(Instant.EPOCH, Rehearsal.NOW);
        SigningSecret tooYoung = secret.validBetween(Rehearsal.NOW.plusNanos(1), Instant.MAX);
        SigningSecret fromNowOn = secret.validBetween(Rehearsal.NOW, Instant.MAX);
        Refused refused = Refused.because(RefusalReason.INVALID_SIGNATURE);

        assertThat(rehearsal.verifier(expired).verify(request)).isEqualTo(refused);
        assertThat(rehearsal.verifier(tooYoung).verify(request)).isEqualTo(refused);
        assertThat(rehearsal.verifier(expired, tooYoung).verify(request)).isEqualTo(refused);
        assertThat(rehearsal.verifier(fromNowOn).verify(request)).isInstanceOf(Verified.class);
    }

    @Provide
    Arbitrary<String> longTexts() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20),
                Arbitraries.of(",", "=", " ", "v1=", "a.b.c", "%", "\u0000", "\uD800", "ff", "{", "A"));
        return part.flatMap(text -> Arbitraries.integers()
                .between(1, 65_536)
                .map(length -> text.repeat(length / text.length() + 1).substring(0, length)));
    }

    /** A genuine request of any scheme, with any line and the body replaced by anything. */
    @Property(seed = "20261122", tries = 3000)
    void shouldNeverThrowWhateverBecomesOfAGenuineRequest(
            @ForAll @From("rehearsals") Rehearsal rehearsal,
            @ForAll @From("longTexts") String text,
            @ForAll @IntRange(max = 5) int which,
            @ForAll byte[] body) {
        OutboundRequest signed = rehearsal.signed();
        int lines = signed.headers().size();
        OutboundRequest broken =
                lines == 0 ? signed : signed.withHeader(signed.headers().nameAt(which % lines), text);
        OutboundRequest empty = broken.withBody(RawPayload.adopt(body)).withUrl("?" + text);

        assertThat(rehearsal.verify(broken)).isNotNull();
        assertThat(rehearsal.verify(empty)).isNotNull();
        assertThat(IdentityReader.of(rehearsal.scheme()).identify(empty.receivedAt(Rehearsal.NOW)))
                .isNotNull();
    }
}
