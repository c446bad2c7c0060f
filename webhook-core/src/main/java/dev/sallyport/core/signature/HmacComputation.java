package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import java.security.MessageDigest;

/** The HMAC of one message under way, which is taken in part by part. For one thread and one message. */
public final class HmacComputation {

    private final HmacKey key;
    private final MessageDigest inner;

    HmacComputation(HmacKey key, MessageDigest inner) {
        this.key = key;
        this.inner = inner;
    }

    /** Takes in a byte. */
    public void update(byte next) {
        inner.update(next);
    }

    /** Takes in bytes. */
    public void update(byte[] bytes) {
        inner.update(bytes);
    }

    /** Takes in a body, without copying it. */
    public void update(RawPayload body) {
        body.update(inner);
    }

    /** Returns the code of all that was taken in; afterwards this is of no more use. */
    public byte[] finish() {
        return key.finish(inner.digest());
    }
}
