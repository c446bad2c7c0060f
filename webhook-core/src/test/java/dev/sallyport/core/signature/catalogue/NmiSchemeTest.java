package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A nonce that is signed stands as an item beside the signature; its name looks like a time, and it is none. */
class NmiSchemeTest {

    private static final SignatureScheme NMI = SchemeCatalogue.builtIn().find("nmi");
    private static final String KEY = "6dXyqAc2vRTWYxGT";
    private static final String BODY = "{\"event_id\":\"e1\",\"event_type\":\"transaction.sale.success\"}";

    private static String mac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static VerificationResult verify(String header, String body) {
        WebhookRequest request = new WebhookRequest(
                "POST",
                "https://example.com",
                Headers.of("Webhook-Signature", header),
                RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                Subject.NOW);
        return SignatureVerifier.of(NMI, List.of(SigningSecret.of(KEY))).verify(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f3c1e9a2b7d84c15", "1", "not/a=number", "18446744073709551616"})
    void shouldVerifyWhateverTheNonceLooksLike(String nonce) {
        assertThat(verify("t=" + nonce + ",s=" + mac(nonce + "." + BODY), BODY))
                .isEqualTo(new Verified("1", NMI.coverage(), null));
        assertThat(NMI.coverage().id()).isTrue();
    }

    @Test
    void shouldTakeTheItemsInEitherOrder() {
        assertThat(verify("s=" + mac("n." + BODY) + ", t=n", BODY)).isInstanceOf(Verified.class);
    }

    @Test
    void shouldRefuseAnotherNonceOrBody() {
        Refused invalid = Refused.because(RefusalReason.INVALID_SIGNATURE);
        assertThat(verify("t=m,s=" + mac("n." + BODY), BODY)).isEqualTo(invalid);
        assertThat(verify("t=n,s=" + mac("n." + BODY), BODY + " ")).isEqualTo(invalid);
    }

    @Test
    void shouldNotLetABodyLendItsBeginningToTheNonce() {
        assertThat(verify("t=n.{\"a\":1,s=" + mac("n.{\"a\":1.{}"), "{}"))
                .isEqualTo(Refused.because(RefusalReason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s=%s", "t=,s=%s", "t=n,t=n,s=%s", "t=n,t=m,s=%s", "t=n", "t=n,s=", "%s", "n,%s"})
    void shouldCallAnIncompleteOrAmbiguousHeaderMalformed(String header) {
        assertThat(verify(header.formatted(mac("n." + BODY)), BODY))
                .isEqualTo(Refused.because(RefusalReason.MALFORMED));
    }
}
