package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemes that are data and whose keys the provider publishes. */
class FetchedKeysTest {

    private static SignatureScheme scheme(String name) {
        return SchemeCatalogue.builtIn().find(name);
    }

    private static List<DecodedKey> keysOf(SigningSecret secret) {
        return new KeyRules("", KeyRules.Decoding.ASYMMETRIC).decode(List.of(secret));
    }

    private static VerificationResult verify(String name, WebhookRequest request, KeyResolver resolver) {
        return SignatureVerifier.of(
                        scheme(name), List.of(), VerifierOptions.defaults().withKeyResolver(resolver))
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
        assertThat(verify(name, genuine(name), request -> new KeyResolution.Unavailable()))
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

    @ParameterizedTest
    @ValueSource(strings = {"fal", "plaid"})
    void shouldNeedAKeyOrAResolver(String name) {
        assertThatExceptionOfType(KeyRefusedException.class)
                .isThrownBy(() -> SignatureVerifier.of(scheme(name), List.of()));
    }
}
