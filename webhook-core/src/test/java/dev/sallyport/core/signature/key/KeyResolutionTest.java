package dev.sallyport.core.signature.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.key.KeyResolution.Found;
import dev.sallyport.core.signature.key.KeyResolution.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyResolutionTest {

    private static final KeyPair PAIR = TestKeys.p256("published");

    private static final String JWK = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"one\","
            + "\"x\":\"nktvyzIVw1sscznw4ESIJLGS9goe0M-Q-9fC1KUlwvo\"}";

    private static KeyResolution read(String document) {
        return KeyResolution.ofDocument(
                new KeyRequest("https://keys.example.com/k", null), document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<DecodedKey> keys(String document) {
        return ((Found) read(document)).keys();
    }

    @Nested
    class OfDocument {

        @Test
        void shouldReadAPublicKeyUnderTheNameItWasAskedBy() {
            String pem = TestKeys.publicPem(PAIR);
            assertThat(keys(pem)).singleElement().satisfies(key -> {
                assertThat(key.asymmetric()).isEqualTo(PAIR.getPublic());
                assertThat(key.keyId()).isEqualTo("https://keys.example.com/k");
                assertThat(key.answersTo("any")).isTrue();
                assertThat(key.chain()).isNull();
            });
            assertThat(KeyResolution.ofDocument(
                            new KeyRequest("https://keys.example.com/k", "k7"), pem.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            Found.class,
                            found -> assertThat(found.keys().get(0).keyId()).isEqualTo("k7"));
        }

        @Test
        void shouldReadAKeyInsideAJsonObject() {
            String spki = Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());
            for (String key : List.of(spki, "-----BEGIN PUBLIC KEY-----" + spki + "-----END PUBLIC KEY-----")) {
                assertThat(keys("{\"algorithm\":\"ECDSA\",\"key\":\"" + key + "\",\"digest\":\"SHA1\"}"))
                        .singleElement()
                        .satisfies(read -> assertThat(read.asymmetric()).isEqualTo(PAIR.getPublic()));
            }
            assertThat(keys("{\"key\":" + JWK + ",\"request_id\":\"r\"}")).hasSize(1);
            assertThat(keys(JWK)).hasSize(1);
        }

        @Test
        void shouldPassOverKeysOfASetThatItCannotUse() {
            String odd = "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"kid\":\"k\",\"x\":\"AA\",\"y\":\"AA\"}";
            String shared = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAAA\"}";
            String encrypting = JWK.replace("\"kid\":\"one\"", "\"kid\":\"e\",\"use\":\"enc\"");
            String signing = JWK.replace("\"kid\":\"one\"", "\"kid\":\"two\",\"use\":\"sig\"");
            List<DecodedKey> keys =
                    keys("{\"keys\":[" + String.join(",", odd, shared, encrypting, "7", JWK, signing) + "]}");
            assertThat(keys).extracting(DecodedKey::keyId).containsExactly("one", "two");
            Found found = new Found(keys);
            assertThat(found.answeringTo("two")).hasSize(1);
            assertThat(found.answersTo("k")).isFalse();
            assertThat(found.answeringTo(null)).hasSize(2);
        }

        @Test
        void shouldReadACertificateWithThoseThatVouchForIt() {
            KeyPair root = TestKeys.p256("root");
            String leaf = TestCertificate.pem(TestCertificate.of("leaf", PAIR).signedBy("root", root));
            String above = TestCertificate.pem(
                    TestCertificate.of("root", root).authority().selfSigned());
            assertThat(keys(leaf + above)).singleElement().satisfies(key -> {
                assertThat(key.asymmetric()).isEqualTo(PAIR.getPublic());
                assertThat(key.chain()).isNotNull();
                assertThat(key.chain().size()).isEqualTo(2);
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html>Back soon</html>",
                    "{",
                    "{}",
                    "{\"keys\":[]}",
                    "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                    "{\"key\":7}",
                    "{\"key\":\"x\"}",
                    "{\"key\":null}",
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                    "-----BEGIN CERTIFICATE-----"
                })
        void shouldTakeWhatHoldsNoKeyForNoAnswer(String document) {
            assertThat(read(document)).isInstanceOf(Unavailable.class);
        }

        @Test
        void shouldTakeAPrivateKeyForNoAnswer() {
            assertThat(read(TestKeys.privatePem(PAIR))).isInstanceOf(Unavailable.class);
        }

        @Test
        void shouldTakeADocumentThatIsTooLongForNoAnswer() {
            String fits = JWK + " ".repeat(KeyResolver.LONGEST_DOCUMENT - JWK.length());
            assertThat(read(fits)).isInstanceOf(Found.class);
            assertThat(read(fits + " ")).isInstanceOf(Unavailable.class);
        }
    }

    @Property(seed = "20260803")
    boolean shouldNeverThrow(@ForAll byte[] document) {
        return KeyResolution.ofDocument(new KeyRequest("u", null), document) != null;
    }
}
