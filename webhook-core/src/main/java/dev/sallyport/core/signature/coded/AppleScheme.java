package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SchemeSettings;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.TimeWindow;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.CompactJws;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.key.CertificateChain;
import dev.sallyport.core.signature.key.DecodedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Apple's App Store server notifications, version 2: the body's {@code signedPayload} is a JSON Web Signature (ES256) that
 * brings its certificates along. They must lead to Apple's root, which is configured as the secret, and carry the marks of
 * Apple's signing and intermediate certificates; other certificates of the same root do other things.
 *
 * <p>Code, because the key comes in the token. Apple signs for every app: only a configured {@code bundleId} tells one's
 * own notifications from others'. The time is signed, but its age has no limit here unless a tolerance is configured.
 */
final class AppleScheme implements CodedScheme {

    private static final int CERTIFICATES = 3;
    private static final String LEAF_MARK = "1.2.840.113635.100.6.11.1";
    private static final String INTERMEDIATE_MARK = "1.2.840.113635.100.6.2.1";

    private static final Coverage COVERAGE = new Coverage(Coverage.Body.FIELDS, false, false, true, true, Set.of());

    @Override
    public Coverage coverage() {
        return COVERAGE;
    }

    @Override
    public Description describe() {
        return new Description(
                "body: signedPayload, a JWS",
                "ES256 and a certificate chain",
                "the JWS itself",
                null,
                new IdentityInWords("notificationUUID", "notificationType and subtype", "time at signedDate"));
    }

    @Override
    public SchemeSettings settings() {
        return new SchemeSettings(Set.of(), Set.of("bundleId"));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        VouchedChains chains = VouchedChains.by(keys);
        TimeWindow window = options.window(TimeWindow.ANY_AGE, TimeWindow.ANY_AGE);
        String bundleId = options.config("bundleId");
        return request -> {
            AppleNotification.Reading reading = AppleNotification.read(request.body());
            AppleNotification notification = reading.notification();
            return notification == null
                    ? Refused.because(reading.fault())
                    : verify(request, notification, chains, window, bundleId);
        };
    }

    private static VerificationResult verify(
            WebhookRequest request,
            AppleNotification notification,
            VouchedChains chains,
            TimeWindow window,
            @Nullable String bundleId) {
        CompactJws jws = notification.jws();
        CertificateChain chain = chain(jws);
        if (chain == null || !"ES256".equals(jws.text("alg"))) {
            return Refused.because(RefusalReason.MALFORMED);
        }
        if (bundleId != null && !bundleId.equals(notification.bundleId())) {
            return Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        Instant signedAt = notification.signedAt();
        // Where an age is limited, a notification without time is too old.
        if (!window.contains(signedAt == null ? Instant.EPOCH : signedAt, request.receivedAt())) {
            return Refused.because(RefusalReason.EXPIRED);
        }
        if (!chain.hasExtension(0, LEAF_MARK) || !chain.hasExtension(1, INTERMEDIATE_MARK)) {
            return Refused.because(RefusalReason.INVALID_SIGNATURE);
        }
        // The third certificate is the sender's word for the root; the configured one counts.
        DecodedKey root = chains.rootOf(chain.first(2), request.receivedAt());
        return root != null && KeyPairAlgorithm.ES256.verifies(chain.publicKey(), jws.signed(), jws.signature())
                ? new Verified(root.keyId(), COVERAGE, signedAt)
                : Refused.because(RefusalReason.INVALID_SIGNATURE);
    }

    private static @Nullable CertificateChain chain(CompactJws jws) {
        if (!(jws.header("x5c") instanceof List<?> members) || members.size() != CERTIFICATES) {
            return null;
        }
        List<byte[]> encoded = new ArrayList<>();
        for (Object member : members) {
            byte[] der = member instanceof String text ? Encoding.BASE64.decode(text) : null;
            if (der == null) {
                return null;
            }
            encoded.add(der);
        }
        return CertificateChain.read(encoded);
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        throw new UnsupportedOperationException("only Apple can sign as Apple");
    }

    @Override
    public EventIdentity identify(WebhookRequest request) {
        AppleNotification notification = AppleNotification.read(request.body()).notification();
        return notification == null ? EventIdentity.UNKNOWN : notification.identity();
    }
}
