package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what a provider's challenge asks for, with the keys by which that provider's requests are verified. */
public final class ChallengeSigner {

    private static final byte[] NO_SECRET = new byte[0];

    private final HandshakeRules.Proof proof;
    private final MessageText message;
    private final List<DecodedKey> keys;
    private final List<HmacKey> hmacs;

    private ChallengeSigner(HandshakeRules.Proof proof, List<DecodedKey> keys, List<HmacKey> hmacs) {
        this.proof = proof;
        this.message = new MessageText(proof.message());
        this.keys = keys;
        this.hmacs = hmacs;
    }

    /** Prepares a computation with a verifier's keys. */
    public static ChallengeSigner of(SignatureVerifier verifier, HandshakeRules.Proof proof) {
        if (proof.algorithm().family() != Algorithm.Family.HMAC) {
            return new ChallengeSigner(proof, List.of(), List.of());
        }
        List<HmacKey> hmacs = verifier.keys().stream()
                .map(key -> HmacKey.of(proof.algorithm(), key.secret()))
                .toList();
        return new ChallengeSigner(proof, verifier.keys(), hmacs);
    }

    /** Returns the fields that the computation reads. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Part part : proof.message().parts()) {
            if (part instanceof Part.Value value) {
                fields.add(value.field());
            }
        }
        return fields;
    }

    /** Computes it for one request; null if a field it reads is absent, or no key holds at the receipt. */
    public @Nullable String sign(RequestFields fields) {
        MessageText.Filled filled = message.fill(fields, null);
        byte[] result = null;
        if (filled != null) {
            result = proof.algorithm().family() == Algorithm.Family.HMAC ? hmac(filled, fields) : digest(filled);
        }
        return result == null ? null : proof.encoding().encode(result);
    }

    private byte @Nullable [] hmac(MessageText.Filled filled, RequestFields fields) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).isValidAt(fields.request().receivedAt())) {
                HmacComputation code = hmacs.get(i).begin();
                filled.writeTo(MessageSink.into(code), null, NO_SECRET);
                return code.finish();
            }
        }
        return null;
    }

    private byte[] digest(MessageText.Filled filled) {
        try {
            MessageDigest digest = MessageDigest.getInstance(proof.algorithm().jcaName());
            filled.writeTo(MessageSink.into(digest), null, NO_SECRET);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + proof.algorithm(), e);
        }
    }

    /** Names the algorithm only. */
    @Override
    public String toString() {
        return "ChallengeSigner[" + proof.algorithm().label() + "]";
    }
}
