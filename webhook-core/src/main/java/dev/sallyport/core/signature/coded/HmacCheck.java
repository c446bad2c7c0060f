package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.HmacComputation;
import dev.sallyport.core.signature.HmacKey;
import dev.sallyport.core.signature.key.DecodedKey;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HMACs under several keys; apart from the schemes, so that none of them compares a signature as text. */
final class HmacCheck {

    private final List<Keyed> keys;

    private HmacCheck(List<Keyed> keys) {
        this.keys = keys;
    }

    static HmacCheck of(Algorithm algorithm, List<DecodedKey> keys) {
        List<Keyed> prepared = new ArrayList<>();
        for (DecodedKey key : keys) {
            prepared.add(new Keyed(key, HmacKey.of(algorithm, key.secret())));
        }
        return new HmacCheck(List.copyOf(prepared));
    }

    private record Keyed(DecodedKey key, HmacKey hmac) {}

    /**
     * What is signed, in two parts.
     *
     * @param head what stands before
     * @param tail the large part
     */
    record Message(RawPayload head, RawPayload tail) {

        /** Takes the head over. */
        Message(byte[] head, RawPayload tail) {
            this(RawPayload.adopt(head), tail);
        }
    }

    /** Returns the key that holds at an instant and signed one of several messages; null if none did. */
    @Nullable
    DecodedKey keyThatSigned(Instant receivedAt, byte[] signature, List<Message> messages) {
        for (Keyed keyed : keys) {
            if (keyed.key().isValidAt(receivedAt)) {
                boolean matches = false;
                for (Message message : messages) {
                    matches |= MessageDigest.isEqual(sign(keyed.hmac(), message), signature);
                }
                if (matches) {
                    return keyed.key();
                }
            }
        }
        return null;
    }

    /** Signs with the first key. */
    byte[] sign(Message message) {
        return sign(keys.get(0).hmac(), message);
    }

    private static byte[] sign(HmacKey key, Message message) {
        HmacComputation code = key.begin();
        code.update(message.head());
        code.update(message.tail());
        return code.finish();
    }
}
