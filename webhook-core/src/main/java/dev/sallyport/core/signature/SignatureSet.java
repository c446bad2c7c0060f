package dev.sallyport.core.signature;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Signatures that were sent together, with the time they vouch for. Filled by the parser; for one thread. */
final class SignatureSet {

    /** More signatures than any rotation needs; each costs a computation, so a sender must not choose the number. */
    static final int MOST = 16;

    /** From which of the scheme's places the set came, counted from 0. */
    final int place;

    private byte[][] signatures = new byte[1][];

    /** Null as long as no signature names a key. */
    private @Nullable String @Nullable [] keyIds;

    private int size;
    private @Nullable String timestampText;
    private @Nullable Instant signedAt;

    SignatureSet(int place) {
        this.place = place;
    }

    /** Adds a signature; the caller sees to it that there are no more than {@link #MOST}. */
    void add(byte[] signature, @Nullable String keyId) {
        if (size == signatures.length) {
            signatures = Arrays.copyOf(signatures, MOST);
        }
        signatures[size] = signature;
        if (keyId != null) {
            if (keyIds == null) {
                keyIds = new @Nullable String[MOST];
            }
            keyIds[size] = keyId;
        }
        size++;
    }

    int size() {
        return size;
    }

    byte[] signature(int index) {
        return signatures[index];
    }

    @Nullable
    String keyId(int index) {
        return keyIds == null ? null : keyIds[index];
    }

    void signedAt(@Nullable String text, @Nullable Instant instant) {
        timestampText = text;
        signedAt = instant;
    }

    @Nullable
    String timestampText() {
        return timestampText;
    }

    @Nullable
    Instant signedAt() {
        return signedAt;
    }
}
