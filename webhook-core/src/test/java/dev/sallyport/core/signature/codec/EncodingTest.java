package dev.sallyport.core.signature.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

    @Nested
    class Hex {

        @Test
        void shouldReadEitherCaseUnlessOneIsAskedFor() {
            assertThat(Encoding.HEX.decode("00fFaA")).containsExactly(0, 0xff, 0xaa);
            assertThat(Encoding.HEX_LOWER.decode("00ffaa")).containsExactly(0, 0xff, 0xaa);
            assertThat(Encoding.HEX_LOWER.decode("00fFaa")).isNull();
            assertThat(Encoding.HEX_UPPER.decode("00FFAA")).containsExactly(0, 0xff, 0xaa);
            assertThat(Encoding.HEX_UPPER.decode("00fFAA")).isNull();
        }

        @Test
        void shouldWriteTheCaseOfItsName() {
            byte[] bytes = {0x0a, (byte) 0xf1};
            assertThat(Encoding.HEX.encode(bytes)).isEqualTo("0af1");
            assertThat(Encoding.HEX_WRITTEN_UPPER.encode(bytes)).isEqualTo("0AF1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "000", "0g", "/0", ":0", "@0", "G0", "`0", "g0", "0x00", " 00", "００"})
        void shouldRefuseWhatIsNotHex(String text) {
            assertThat(Encoding.HEX.decode(text)).isNull();
        }
    }

    @Nested
    class Base64Forms {

        @Test
        void shouldReadTheVectorsOfTheSpecification() {
            assertThat(Encoding.BASE64.decode("Zg==")).containsExactly('f');
            assertThat(Encoding.BASE64.decode("Zm8=")).containsExactly('f', 'o');
            assertThat(Encoding.BASE64.decode("Zm9v")).containsExactly('f', 'o', 'o');
            assertThat(Encoding.BASE64URL.decode("Zg")).containsExactly('f');
            assertThat(Encoding.BASE64URL.decode("-_-_")).containsExactly(0xfb, 0xff, 0xbf);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Zg",
                    "Zg=",
                    "Zh==",
                    "Zm9=",
                    "Z===",
                    "====",
                    "=Zg=",
                    "Zg==Zg==",
                    "Zm 9v",
                    "Zm9v\n",
                    "-_-_",
                    "Zmé="
                })
        void shouldRefuseAnythingButTheCanonicalForm(String text) {
            assertThat(Encoding.BASE64.decode(text)).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Z", "Zh", "Zg==", "Zm9", "+/+/", "Zm9vZ"})
        void shouldRefuseAnythingButTheCanonicalUrlSafeForm(String text) {
            assertThat(Encoding.BASE64URL.decode(text)).isNull();
        }

        @Property(seed = "2", tries = 500)
        void shouldReadWhatJavaWrites(@ForAll @Size(min = 1, max = 100) byte[] bytes) {
            assertThat(Encoding.BASE64.decode(Base64.getEncoder().encodeToString(bytes)))
                    .isEqualTo(bytes);
            assertThat(Encoding.BASE64URL.decode(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEqualTo(bytes);
        }
    }

    @Property(seed = "3", tries = 500)
    void shouldNotReadOneValueFromTwoTexts(@ForAll String text) {
        for (Encoding encoding : Encoding.values()) {
            byte[] bytes = encoding.decode(text);
            if (bytes != null && encoding != Encoding.TEXT) {
                assertThat(encoding.encode(bytes)).isEqualToIgnoringCase(text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldReadWhatItWritesAlsoWithinALongerText(Encoding encoding) {
        byte[] bytes = "any text, ä".getBytes(StandardCharsets.UTF_8);
        String text = encoding.encode(bytes);
        assertThat(encoding.decode("<<" + text + ">", 2, 2 + text.length())).isEqualTo(bytes);
        assertThat(Arrays.equals(encoding.decode(text), bytes)).isTrue();
    }
}
