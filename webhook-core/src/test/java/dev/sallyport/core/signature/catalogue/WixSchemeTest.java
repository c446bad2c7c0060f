package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is the body, with the event as text within text within it; made here by hand. */
class WixSchemeTest {

    private static final SignatureScheme WIX = SchemeCatalogue.builtIn().find("wix");
    private static final KeyPair KEYS = TestKeys.rsa("wix");
    private static final Refused INVALID = Refused.because(RefusalReason.INVALID_SIGNATURE);
    private static final Refused MALFORMED = Refused.because(RefusalReason.MALFORMED);

    private static final String EVENT =
            "{'id':'e1','entityId':'o7','slug':'created','eventTime':'2025-08-22T00:00:00.25Z'}".replace('\'', '"');

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String claims(String more) {
        String envelope =
                "{\"eventType\":\"wix.ecom.v1.order_created\",\"instanceId\":\"i\",\"data\":" + quoted(EVENT) + "}";
        return "{\"data\":" + quoted(envelope) + ",\"iat\":" + Subject.NOW.getEpochSecond() + more + "}";
    }

    private static String segment(String text) {
        return segment(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String token(String header, String claims) {
        String signed = segment(header) + "." + segment(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + segment(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String token(String claims) {
        return token("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", claims);
    }

    private static WebhookRequest request(String body, Instant receivedAt) {
        return new WebhookRequest(
                "POST",
                "https://example.com",
                Headers.of(),
                RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                receivedAt);
    }

    private static VerificationResult verify(String body) {
        return verify(body, Subject.NOW);
    }

    private static VerificationResult verify(String body, Instant receivedAt) {
        return SignatureVerifier.of(WIX, List.of(SigningSecret.of(TestKeys.publicPem(KEYS))))
                .verify(request(body, receivedAt));
    }

    @Test
    void shouldVerifyTheBodyThatIsAToken() {
        assertThat(verify(token(claims("")))).isEqualTo(new Verified("1", Coverage.wholeBody(), Subject.NOW));
    }

    @Test
    void shouldVerifyBodiesLongerThanAnyHeader() {
        assertThat(verify(token(claims(",\"more\":\"" + "x".repeat(100_000) + "\""))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void shouldRefuseAnotherPayloadUnderTheSameSignature() {
        String token = token(claims(""));
        String other = segment(claims("").replace("e1", "e2"));
        String forged = token.substring(0, token.indexOf('.') + 1) + other + token.substring(token.lastIndexOf('.'));
        assertThat(verify(forged)).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512"})
    void shouldNotLetTheTokenChooseItsAlgorithm(String algorithm) {
        assertThat(verify(token("{\"alg\":\"" + algorithm + "\"}", claims("")))).isEqualTo(MALFORMED);
    }

    @Test
    void shouldRefuseATokenFromItsExpiryOn() {
        String token = token(claims(",\"exp\":" + (Subject.NOW.getEpochSecond() + 60)));
        assertThat(verify(token, Subject.NOW.plusSeconds(59))).isInstanceOf(Verified.class);
        assertThat(verify(token, Subject.NOW.plusSeconds(60))).isEqualTo(Refused.because(RefusalReason.EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "a.b", "a.b.c", " ", "ä.ö.ü"})
    void shouldCallAnythingElseMalformed(String body) {
        assertThat(verify(body)).isEqualTo(MALFORMED);
    }

    @Test
    void shouldMissTheTokenInAnEmptyBody() {
        assertThat(verify("")).isEqualTo(Refused.because(RefusalReason.MISSING_HEADER));
    }

    @Test
    void shouldNeedAnAsymmetricKey() {
        assertThatExceptionOfType(KeyRefusedException.class)
                .isThrownBy(() -> SignatureVerifier.of(WIX, List.of(SigningSecret.of("a shared secret"))));
    }

    @Test
    void shouldReadWhichEventItIsThroughEachLayer() {
        assertThat(IdentityReader.of(WIX).identify(request(token(claims("")), Subject.NOW)))
                .isEqualTo(new EventIdentity(
                        "e1",
                        new EventType("wix.ecom.v1.order_created"),
                        "o7",
                        OrderingMark.of(OrderingMark.Kind.TIME, Instant.parse("2025-08-22T00:00:00.25Z"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":\"no JSON\"}", "{\"data\":{\"data\":{\"id\":1}}}", "{}", "{\"data\":7}"})
    void shouldLeaveOutWhatALayerDoesNotHold(String claims) {
        EventIdentity identity = IdentityReader.of(WIX).identify(request(token(claims), Subject.NOW));
        assertThat(identity.type()).isEqualTo(EventType.UNKNOWN);
        assertThat(identity.entity()).isNull();
    }
}
