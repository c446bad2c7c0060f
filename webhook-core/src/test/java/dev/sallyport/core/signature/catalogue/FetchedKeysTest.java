package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Undecided;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyAccess;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemes that are data and whose keys the provider publishes. */
class FetchedKeysTest {

    private static final VerifierOptions CREDENTIALS =
            VerifierOptions.defaults().withConfig("clientId", "us").withConfig("clientSecret", "hush");

    private static SignatureScheme scheme(String name) {
        return SchemeCatalogue.builtIn().find(name);
    }

    private static List<DecodedKey> keysOf(SigningSecret secret) {
        return new KeyRules("", KeyRules.Decoding.ASYMMETRIC).decode(List.of(secret));
    }

    private static VerificationResult verify(String name, WebhookRequest request, KeyResolver resolver) {
        return verify(name, request, resolver, CREDENTIALS);
    }

    private static VerificationResult verify(
            String name, WebhookRequest request, KeyResolver resolver, VerifierOptions options) {
        return SignatureVerifier.of(scheme(name), List.of(), options.withKeyResolver(resolver))
                .verify(request);
    }

    private static WebhookRequest genuine(String name) {
        return Rehearsal.of(scheme(name), "us").signed().receivedAt(Subject.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "fal, https://rest.alpha.fal.ai/.well-known/jwks.json",
        "plaid, https://production.plaid.com/webhook_verification_key/get"
    })
    void shouldVerifyByTheKeysAtTheAddressOfTheScheme(String name, String url) {
        List<KeyRequest> asked = new ArrayList<>();
        List<DecodedKey> keys = keysOf(Rehearsal.of(scheme(name), "us").keys().verifying());
        VerificationResult result = verify(name, genuine(name), request -> {
            asked.add(request);
            return new KeyResolution.Found(keys);
        });
        assertThat(result).isInstanceOf(Verified.class);
        assertThat(asked).extracting(KeyRequest::url).containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fal", "plaid"})
    void shouldRefuseWhatNoPublishedKeySigned(String name) {
        List<DecodedKey> others =
                keysOf(Rehearsal.of(scheme(name), "them").keys().verifying());
        Refused invalid = Refused.because(RefusalReason.INVALID_SIGNATURE);
        assertThat(verify(name, genuine(name), request -> new KeyResolution.Found(others)))
                .isEqualTo(invalid);
        assertThat(verify(name, genuine(name), request -> new KeyResolution.Absent()))
                .isEqualTo(invalid);
    }

    @ParameterizedTest
    @CsvSource({"fal, wise", "plaid, fal"})
    void shouldPassOverPublishedKeysOfAnotherKind(String name, String other) {
        List<DecodedKey> wrong = keysOf(Rehearsal.of(scheme(other), "us").keys().verifying());
        assertThat(verify(name, genuine(name), request -> new KeyResolution.Found(wrong)))
                .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fal", "plaid"})
    void shouldNotDecideWhileTheKeysCannotBeHad(String name) {
        assertThat(verify(name, genuine(name), request -> new KeyResolution.Unavailable("busy")))
                .isEqualTo(new Undecided());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fal", "plaid"})
    void shouldAskNobodyForARequestThatIsOutOfItsTime(String name) {
        WebhookRequest late =
                Rehearsal.of(scheme(name), "us").signed().receivedAt(Subject.NOW.plus(Duration.ofMinutes(6)));
        VerificationResult result = verify(name, late, request -> {
            throw new AssertionError("asked for " + request);
        });
        assertThat(result).isEqualTo(Refused.because(RefusalReason.EXPIRED));
    }

    @Test
    void shouldTellPlaidWhoAsksForWhichKey() {
        List<KeyRequest> asked = new ArrayList<>();
        KeyResolver resolver = request -> {
            asked.add(request);
            return new KeyResolution.Absent();
        };
        verify("plaid", genuine("plaid"), resolver);
        verify("plaid", genuine("plaid"), resolver, CREDENTIALS.withConfig("environment", "sandbox"));

        KeyRequest request = asked.get(0);
        assertThat(request.access().question(request.keyId()))
                .isEqualTo(json("{\"key_id\":\"1\",\"secret\":\"hush\",\"client_id\":\"us\"}"));
        assertThat(request.access().token()).isNull();
        assertThat(request.toString()).doesNotContain("hush").doesNotContain("us\"");
        assertThat(asked.get(1).url()).isEqualTo("https://sandbox.plaid.com/webhook_verification_key/get");
    }

    @Test
    void shouldTakeOnePlaidErrorForAnAbsentKeyAndNoOther() {
        KeyAccess access = scheme("plaid").key().source().access(CREDENTIALS::config);

        assertThat(access.isAbsence(400, json("{\"error_code\":\"INVALID_WEBHOOK_VERIFICATION_KEY_ID\"}")))
                .isTrue();
        assertThat(access.isAbsence(400, json("{\"error_code\":\"INVALID_API_KEYS\"}")))
                .isFalse();
        assertThat(access.isAbsence(429, json("{\"error_code\":\"INVALID_WEBHOOK_VERIFICATION_KEY_ID\"}")))
                .isFalse();
        assertThat(access.isAbsence(400, json("<html>"))).isFalse();
    }

    @Test
    void shouldRefuseWhatWasSignedByAKeyThatPlaidHasReplaced() {
        WebhookRequest genuine = genuine("plaid");
        assertThat(verify("plaid", genuine, plaidKey(Subject.NOW.getEpochSecond() + 1)))
                .isInstanceOf(Verified.class);
        assertThat(verify("plaid", genuine, plaidKey(Subject.NOW.getEpochSecond())))
                .isEqualTo(Refused.because(RefusalReason.INVALID_SIGNATURE));
    }

    private static KeyResolver plaidKey(long expiredAt) {
        ECPublicKey key =
                (ECPublicKey) keysOf(Rehearsal.of(scheme("plaid"), "us").keys().verifying())
                        .get(0)
                        .asymmetric();
        String document =
                "{\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"use\":\"sig\",\"x\":\"%s\",\"y\":\"%s\","
                                .formatted(
                                        coordinate(key.getW().getAffineX()),
                                        coordinate(key.getW().getAffineY()))
                        + "\"created_at\":1560466143,\"expired_at\":" + expiredAt + "},\"request_id\":\"x\"}";
        return request -> KeyResolution.ofDocument(request, document.getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    private static RawPayload json(String text) {
        return RawPayload.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaid", "ebay"})
    void shouldNameTheCredentialThatItLacks(String name) {
        assertThatExceptionOfType(KeyRefusedException.class)
                .isThrownBy(() -> SignatureVerifier.of(
                        scheme(name),
                        List.of(),
                        VerifierOptions.defaults()
                                .withConfig("clientId", "us")
                                .withKeyResolver(request -> new KeyResolution.Absent())))
                .withMessageContaining("configure clientSecret");
        assertThat(scheme(name).settings().toFetchKeys()).containsExactlyInAnyOrder("clientId", "clientSecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plaid", "ebay"})
    void shouldNeedNoCredentialBesideAKey(String name) {
        SigningSecret key = Rehearsal.of(scheme(name), "us").keys().verifying();
        assertThat(SignatureVerifier.of(scheme(name), List.of(key)).verify(genuine(name)))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fal", "plaid"})
    void shouldNeedAKeyOrAResolver(String name) {
        assertThatExceptionOfType(KeyRefusedException.class)
                .isThrownBy(() -> SignatureVerifier.of(scheme(name), List.of()));
    }
}
