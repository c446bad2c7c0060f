package dev.sallyport.core.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signatures that were sent together, with the time they vouch for. Filled by the parser; for one thread. */
final class SignatureSet {

    /** More signatures than any rotation needs; each costs a computation, so a sender must not choose the number. */
    static final int MOST = 16;

    /** From which of the scheme's places the set came, counted from 0. */
    final int place;

    private final byte[][] signatures;
    private final @Nullable String[] keyIds;
    private int size;
    private @Nullable String timestampText;
    private @Nullable Instant signedAt;

    SignatureSet(int place, int capacity) {
        this.place = place;
        this.signatures = new byte[capacity][];
        this.keyIds = new @Nullable String[capacity];
    }

    /** Adds a signature; false if there are too many. */
    boolean add(byte[] signature, @Nullable String keyId) {
        if (size == signatures.length) {
            return false;
        }
        signatures[size] = signature;
        keyIds[size] = keyId;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    byte[] signature(int index) {
        return signatures[index];
    }

    @Nullable
    String keyId(int index) {
        return keyIds[index];
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
