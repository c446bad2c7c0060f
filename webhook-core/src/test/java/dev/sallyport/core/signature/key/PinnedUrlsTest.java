package dev.sallyport.core.signature.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedUrlsTest {

    private static final String GENUINE = "https://sns.eu-west-1.amazonaws.com/Service-0a1b.pem";

    private final PinnedUrls pinned =
            PinnedUrls.of("https://sns.*.amazonaws.com/*.pem", "https://keys.example.com/.well-known/jwks");

    @Nested
    class Admit {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    GENUINE,
                    "https://sns.us-gov-west-1.amazonaws.com/a.b_c-d.pem",
                    "https://keys.example.com/.well-known/jwks"
                })
        void shouldAdmitTheProvidersOwnAddresses(String url) {
            assertThat(pinned.admit(url)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "https://",
                    "http://sns.eu-west-1.amazonaws.com/a.pem",
                    "HTTPS://sns.eu-west-1.amazonaws.com/a.pem",
                    "https://SNS.eu-west-1.amazonaws.com/a.pem",
                    "https://sns.EU-WEST-1.amazonaws.com/a.pem",
                    "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
                    "https://evil.example/sns.eu-west-1.amazonaws.com/a.pem",
                    "https://sns.evil.example#.amazonaws.com/a.pem",
                    "https://sns.evil.example?.amazonaws.com/a.pem",
                    "https://sns.evil.example/.amazonaws.com/a.pem",
                    "https://sns.evil.example\\.amazonaws.com/a.pem",
                    "https://sns.eu.west.1.amazonaws.com/a.pem",
                    "https://sns.-eu.amazonaws.com/a.pem",
                    "https://sns..amazonaws.com/a.pem",
                    "https://sns.amazonaws.com/a.pem",
                    "https://xsns.eu-west-1.amazonaws.com/a.pem",
                    "https://user@sns.eu-west-1.amazonaws.com/a.pem",
                    "https://sns.eu-west-1.amazonaws.com@evil.example/a.pem",
                    "https://sns.eu-west-1.amazonaws.com:443/a.pem",
                    "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
                    "https://sns.eu-west-1.amazonaws.com./a.pem",
                    "https://sns.eu-west-1.amazonaws.com//a.pem",
                    "https://sns.eu-west-1.amazonaws.com/../a.pem",
                    "https://sns.eu-west-1.amazonaws.com/b/a.pem",
                    "https://sns.eu-west-1.amazonaws.com/%61.pem",
                    "https://sns.eu-west-1.amazonaws.com/a.pem?x=y",
                    "https://sns.eu-west-1.amazonaws.com/a.pem#x",
                    "https://sns.eu-west-1.amazonaws.com/a.pem\n",
                    "https://sns.eu-west-1.amazonaws.com/a.pem ",
                    " https://sns.eu-west-1.amazonaws.com/a.pem",
                    "https://sns.eu-west-1.amazonaws.com/a.pem\u0000",
                    "https://sns.eu-west-\u0131.amazonaws.com/a.pem",
                    "https://sns.eu-west-1.amazonaws.com/.pem",
                    "https://sns.eu-west-1.amazonaws.com/a.pemx",
                    "https://sns.eu-west-1.amazonaws.com/axpem",
                    "https://keys.example.com/.well-known/jwks/",
                    "https://keys.example.com/xwell-known/jwks"
                })
        void shouldAdmitNoOther(String url) {
            assertThat(pinned.admit(url)).isFalse();
        }

        @Test
        void shouldAdmitNoAddressThatIsTooLong() {
            assertThat(pinned.admit("https://sns.eu-west-1.amazonaws.com/" + "a".repeat(600) + ".pem"))
                    .isFalse();
        }
    }

    @Property(seed = "20260803")
    boolean shouldAdmitNoAddressOfWhichAFixedCharacterIsChanged(
            @ForAll @IntRange(max = 8 + 3) int at, @ForAll char other) {
        // Up to here, "https://sns.", every character is fixed.
        return GENUINE.charAt(at) == other
                || !pinned.admit(GENUINE.substring(0, at) + other + GENUINE.substring(at + 1));
    }

    @Property(seed = "20260803")
    boolean shouldAdmitNoInsertionOfACharacterThatSeparates(
            @ForAll @IntRange(max = 51) int at, @ForAll("separators") char separator) {
        return !pinned.admit(GENUINE.substring(0, at) + separator + GENUINE.substring(at));
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of('/', '\\', '@', ':', '?', '#', '%', ' ', '\t', '\n', '\r', '[', ']', ';');
    }

    @Nested
    class Of {

        @ParameterizedTest
        @ValueSource(strings = {"http://example.com/a", "example.com/a", "https://example.com"})
        void shouldRefuseTemplatesThatPinNothing(String template) {
            assertThatIllegalArgumentException().isThrownBy(() -> PinnedUrls.of(template));
        }
    }
}
