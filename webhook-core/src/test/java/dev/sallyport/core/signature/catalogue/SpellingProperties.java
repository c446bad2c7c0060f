package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.ItemFormat;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.rehearsal.Carrier;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
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

/** How a signature may be written, of every scheme: in one way, but for the case of hexadecimal digits. */
class SpellingProperties {

    private static final int STEPS = 15;

    private static final List<Carrier> ALL =
            Rehearsal.all("us").map(Carrier::of).toList();

    @Provide
    Arbitrary<Carrier> carriers() {
        return Arbitraries.of(ALL);
    }

    @Provide
    Arbitrary<Carrier> data() {
        return Arbitraries.of(ALL.stream().filter(SpellingProperties::isData).toList());
    }

    @Provide
    Arbitrary<Carrier> encoded() {
        return Arbitraries.of(ALL.stream()
                .filter(carrier -> isData(carrier) && encoding(carrier) != Encoding.TEXT)
                .toList());
    }

    @Provide
    Arbitrary<Carrier> inHeaders() {
        return Arbitraries.of(ALL.stream().filter(Carrier::isInHeader).toList());
    }

    private static boolean isData(Carrier carrier) {
        return carrier.rehearsal().scheme().rules() instanceof MessageRules;
    }

    private static MessageRules rules(Carrier carrier) {
        return (MessageRules) carrier.rehearsal().scheme().rules();
    }

    private static Encoding encoding(Carrier carrier) {
        return rules(carrier).signature().encoding();
    }

    /** Spreads the steps evenly over a length, both ends included. */
    private static int at(int step, int length) {
        return (int) ((long) step * (length - 1) / STEPS);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseASignatureInWhichOneBitIsChanged(
            @ForAll @From("encoded") Carrier carrier, @ForAll @IntRange(max = STEPS) int step) {
        byte[] signature = encoding(carrier).decode(carrier.signature());
        assertThat(signature).isNotNull();
        int bit = at(step, signature.length * 8);
        signature[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(carrier.verifyWithSignature(encoding(carrier).encode(signature)))
                .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseASignatureInWhichOneCharacterIsChanged(
            @ForAll @From("carriers") Carrier carrier, @ForAll @IntRange(max = STEPS) int step) {
        String signature = carrier.signature();
        int at = at(step, signature.length());
        char other = another(signature.charAt(at));

        assertThat(carrier.verifyWithSignature(signature.substring(0, at) + other + signature.substring(at + 1)))
                .isInstanceOf(Refused.class);
    }

    /** Another character that may stand in the same encodings. */
    private static char another(char c) {
        if (c >= '0' && c <= '9') {
            return c == '0' ? '1' : '0';
        }
        return Character.toLowerCase(c) == 'a' ? 'b' : 'a';
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseATruncatedSignature(
            @ForAll @From("carriers") Carrier carrier, @ForAll @IntRange(min = 1, max = STEPS) int step) {
        String signature = carrier.signature();
        int length = signature.length() - Math.min(step, signature.length());

        assertThat(carrier.verifyWithSignature(signature.substring(0, length))).isInstanceOf(Refused.class);
        assertThat(carrier.verifyWithSignature(signature.substring(signature.length() - length)))
                .isInstanceOf(Refused.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseALengthenedSignature(
            @ForAll @From("carriers") Carrier carrier, @ForAll @IntRange(min = 1, max = 4) int times) {
        String signature = carrier.signature();

        assertThat(carrier.verifyWithSignature(signature + "0".repeat(times))).isInstanceOf(Refused.class);
        assertThat(carrier.verifyWithSignature(signature + signature)).isInstanceOf(Refused.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldMissASignatureThatIsEmptyOrBlank(@ForAll @From("data") Carrier carrier) {
        Refused missing = Refused.because(RefusalReason.MISSING_HEADER);
        assertThat(carrier.verifyWithText("")).isEqualTo(missing);
        assertThat(carrier.verifyWithText(" \t ")).isEqualTo(missing);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseAnEmptySignatureOfAnyScheme(@ForAll @From("carriers") Carrier carrier) {
        assertThat(carrier.verifyWithText("")).isInstanceOf(Refused.class);
        assertThat(carrier.verifyWithText(" ")).isInstanceOf(Refused.class);
        assertThat(carrier.verifyWithSignature("")).isInstanceOf(Refused.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldReadHexadecimalInTheCasesThatItsSchemeAllows(@ForAll @From("encoded") Carrier carrier) {
        boolean lower = carrier.verifyWithSignature(carrier.signature().toLowerCase(Locale.ROOT)) instanceof Verified;
        boolean upper = carrier.verifyWithSignature(carrier.signature().toUpperCase(Locale.ROOT)) instanceof Verified;

        Encoding encoding = encoding(carrier);
        boolean either = encoding == Encoding.HEX || encoding == Encoding.HEX_WRITTEN_UPPER;
        assertThat(lower).isEqualTo(either || encoding == Encoding.HEX_LOWER);
        assertThat(upper).isEqualTo(either || encoding == Encoding.HEX_UPPER);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldReadNoOtherEncodingOfTheSameBytes(@ForAll @From("encoded") Carrier carrier, @ForAll Encoding other) {
        byte[] signature = encoding(carrier).decode(carrier.signature());
        assertThat(signature).isNotNull();
        String written = other.encode(signature);
        boolean isHex =
                encoding(carrier).name().startsWith("HEX") && other.name().startsWith("HEX");

        if (!isHex && !written.equals(carrier.signature())) {
            assertThat(carrier.verifyWithSignature(written)).isInstanceOf(Refused.class);
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldReadNoOtherPaddingThanItsOwn(@ForAll @From("encoded") Carrier carrier) {
        String signature = carrier.signature();
        boolean padded = signature.endsWith("=");
        String other = padded ? signature.replace("=", "") : signature + "=";

        assertThat(carrier.verifyWithSignature(other)).isInstanceOf(Refused.class);
        assertThat(carrier.verifyWithSignature(signature + "==")).isInstanceOf(Refused.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldNotMindBlanksAroundAHeader(
            @ForAll @From("inHeaders") Carrier carrier, @ForAll @IntRange(max = 2) int blanks) {
        String text = " ".repeat(blanks) + carrier.text() + "\t".repeat(2 - blanks);

        assertThat(carrier.verifyWithText(text)).isInstanceOf(Verified.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldRefuseBlanksWithinASignature(
            @ForAll @From("carriers") Carrier carrier, @ForAll @IntRange(min = 1, max = STEPS - 1) int step) {
        String signature = carrier.signature();
        int at = Math.max(1, at(step, signature.length()));
        for (String blank : List.of(" ", "\t", "\n", "\u00a0")) {
            assertThat(carrier.verifyWithSignature(signature.substring(0, at) + blank + signature.substring(at)))
                    .isInstanceOf(Refused.class);
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void shouldWantThePrefixOfItsScheme(@ForAll @From("data") Carrier carrier) {
        List<ItemFormat> formats = rules(carrier).signature().formats();
        String before = formats.get(0).before();
        if (!before.isEmpty()) {
            boolean alsoBare = formats.contains(ItemFormat.BARE);
            String head = carrier.text().substring(0, carrier.from() - before.length());
            String tail = carrier.text().substring(carrier.from());

            assertThat(carrier.verifyWithText(head + tail) instanceof Verified).isEqualTo(alsoBare);
            assertThat(carrier.verifyWithText(head + "x" + before + tail)).isInstanceOf(Refused.class);
            assertThat(carrier.verifyWithText(head + before + before + tail)).isInstanceOf(Refused.class);
        }
    }
}
