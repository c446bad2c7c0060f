package dev.sallyport.core.signature.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.signature.key.KeyRules.Decoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRulesTest {

    private static final String ED25519 = "9e4b6fcb3215c35b2c739e0e448824b192f60a1ed0cf90fbd7c2d4a525c2f6fa";

    private static byte[] decode(String prefix, Decoding decoding, String text) {
        return new KeyRules(prefix, decoding)
                .decode(List.of(SigningSecret.of(text)))
                .get(0)
                .secret();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Decode {

        @Test
        void shouldMakeBytesOfTextAsTheSchemeSays() {
            assertThat(decode("", Decoding.TEXT, "whsec_ä ")).isEqualTo(utf8("whsec_ä "));
            assertThat(decode("whsec_", Decoding.BASE64, "whsec_Zm9v")).isEqualTo(utf8("foo"));
            assertThat(decode("whsec_", Decoding.BASE64, "Zm9v")).isEqualTo(utf8("foo"));
            assertThat(decode("", Decoding.HEX, "666F6f")).isEqualTo(utf8("foo"));
            assertThat(decode("", Decoding.NFKD, "s\u00e9")).isEqualTo(utf8("se\u0301"));
            assertThat(decode("", Decoding.USER_PASSWORD, "user:pass:word")).isEqualTo(utf8("user:pass:word"));
            assertThat(decode("", Decoding.SHA1_OF_TEXT, "abc")).hasSize(20).startsWith(0xa9, 0x99);
        }

        @ParameterizedTest
        @CsvSource(
                value = {
                    "'', TEXT, ''",
                    "'', TEXT, ' \t\r\n'",
                    "whsec_, BASE64, whsec_",
                    "whsec_, BASE64, 'whsec_  '",
                    "whsec_, BASE64, whsec_Zm9",
                    "whsec_, BASE64, 'whsec_Zm9v\n'",
                    "'', HEX, abc",
                    "'', HEX, xyz0",
                    "'', USER_PASSWORD, nocolon",
                    "'', USER_PASSWORD, :onlypassword",
                    "'', ASYMMETRIC, x",
                    "'', ASYMMETRIC, -----BEGIN PUBLIC KEY-----",
                    "'', ASYMMETRIC, '{\"keys\":[]}'",
                    "'', ASYMMETRIC, '{\"keys\":'",
                    "'', ASYMMETRIC, AAAA",
                })
        void shouldRefuseUnusableSecretsWithoutShowingThem(String prefix, Decoding decoding, String text) {
            assertThatExceptionOfType(KeyRefusedException.class)
                    .isThrownBy(() -> decode(prefix, decoding, text))
                    .withMessageStartingWith("secret 1 ")
                    .satisfies(e -> {
                        if (text.length() > 5) {
                            assertThat(e.getMessage()).doesNotContain(text);
                        }
                    });
        }

        @Test
        void shouldRefuseToDoWithoutASecret() {
            assertThatExceptionOfType(KeyRefusedException.class).isThrownBy(() -> KeyRules.TEXT.decode(List.of()));
        }

        @Test
        void shouldReadTheSameKeyInEveryFormProvidersUse() {
            KeyRules rules = new KeyRules("", Decoding.ASYMMETRIC);
            DecodedKey hex = rules.decode(List.of(SigningSecret.of(ED25519))).get(0);
            String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(ED25519));
            String base64url = base64.replace('+', '-').replace('/', '_').replace("=", "");
            byte[] der = hex.asymmetric().getEncoded();
            String spki = Base64.getEncoder().encodeToString(der);
            for (String form : List.of(
                    base64,
                    "whpk_" + base64,
                    spki,
                    "-----BEGIN PUBLIC KEY-----\n" + spki + "\n-----END PUBLIC KEY-----\n",
                    "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + base64url + "\"}]}")) {
                assertThat(rules.decode(List.of(SigningSecret.of(form))).get(0).asymmetric())
                        .isEqualTo(hex.asymmetric());
            }
        }

        @Test
        void shouldNameKeysOfASetByTheirIds() {
            String jwk =
                    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k7\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
            DecodedKey key = new KeyRules("", Decoding.ASYMMETRIC)
                    .decode(List.of(SigningSecret.of("{\"keys\":[" + jwk + "]}")))
                    .get(0);
            assertThat(key.keyId()).isEqualTo("k7");
            assertThat(key.answersTo("k7")).isTrue();
            assertThat(key.answersTo("k8")).isFalse();
            assertThat(key.answersTo(null)).isTrue();
        }
    }

    @Nested
    class Secret {

        @Test
        void shouldHoldFromItsBeginningUntilBeforeItsEnd() {
            Instant from = Instant.parse("2026-01-01T00:00:00Z");
            Instant until = Instant.parse("2026-02-01T00:00:00Z");
            DecodedKey key = KeyRules.TEXT
                    .decode(List.of(SigningSecret.of("s").validBetween(from, until)))
                    .get(0);
            assertThat(key.isValidAt(from.minusNanos(1))).isFalse();
            assertThat(key.isValidAt(from)).isTrue();
            assertThat(key.isValidAt(until.minusNanos(1))).isTrue();
            assertThat(key.isValidAt(until)).isFalse();
        }

        @Test
        void shouldRefuseAnEmptyPeriod() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SigningSecret.of("s").validBetween(Instant.EPOCH, Instant.EPOCH));
        }

        @Test
        void shouldNeverBePrinted() {
            assertThat(SigningSecret.of("geheim")).hasToString("SigningSecret");
            assertThat(SigningSecret.of("geheim").withKeyId("k1")).hasToString("SigningSecret[k1]");
            assertThat(KeyRules.TEXT.decode(List.of(SigningSecret.of("geheim"))).get(0))
                    .hasToString("DecodedKey[1]");
        }

        @Test
        void shouldKeepToItselfWhatItWasMadeOf() {
            byte[] bytes = utf8("geheim");
            SigningSecret secret = SigningSecret.of(bytes);
            bytes[0] = 'x';
            DecodedKey key = KeyRules.TEXT.decode(List.of(secret)).get(0);
            key.secret()[1] = 'x';
            assertThat(key.secret()).isEqualTo(utf8("geheim"));
            assertThat(secret).isEqualTo(SigningSecret.of("geheim")).hasSameHashCodeAs(SigningSecret.of("geheim"));
            assertThat(secret).isNotEqualTo(SigningSecret.of("anders"));
        }
    }
}
