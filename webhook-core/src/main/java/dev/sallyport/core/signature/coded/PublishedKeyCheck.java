package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerificationResult.Refused;
import dev.sallyport.core.signature.VerificationResult.Undecided;
import dev.sallyport.core.signature.VerificationResult.Verified;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides about one request, all of whose cheap checks it has passed, by the keys that its provider publishes. */
record PublishedKeyCheck(Coverage coverage, @Nullable Instant signedAt, Predicate<DecodedKey> signed) {

    /** Rotation needs two; every further one would let a forger buy milliseconds of processor time. */
    private static final int MOST_TRIED = 4;

    /** Finds the key at an address that has been found to be the provider's, and asks whether it signed. */
    VerificationResult decide(PublishedKeys keys, String url, @Nullable String keyId, Instant receivedAt) {
        return switch (keys.find(url, keyId, receivedAt)) {
            case KeyResolution.Found found -> byKeys(found.keys());
            case KeyResolution.Absent absent -> Refused.because(RefusalReason.INVALID_SIGNATURE);
            case KeyResolution.Unavailable unavailable -> new Undecided();
        };
    }

    private VerificationResult byKeys(List<DecodedKey> keys) {
        for (DecodedKey key : keys.subList(0, Math.min(MOST_TRIED, keys.size()))) {
            if (signed.test(key)) {
                return new Verified(key.keyId(), coverage, signedAt);
            }
        }
        return Refused.because(RefusalReason.INVALID_SIGNATURE);
    }
}
