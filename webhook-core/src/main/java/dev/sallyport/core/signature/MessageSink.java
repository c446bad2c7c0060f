package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;

/** Takes in a message part by part, so that it never has to be put together in memory. */
abstract class MessageSink {

    abstract void update(byte[] bytes);

    abstract void update(RawPayload body);

    static MessageSink into(HmacComputation hmac) {
        return new MessageSink() {
            @Override
            void update(byte[] bytes) {
                hmac.update(bytes);
            }

            @Override
            void update(RawPayload body) {
                hmac.update(body);
            }
        };
    }

    static MessageSink into(MessageDigest digest) {
        return new MessageSink() {
            @Override
            void update(byte[] bytes) {
                digest.update(bytes);
            }

            @Override
            void update(RawPayload body) {
                body.update(digest);
            }
        };
    }

    static MessageSink into(Signature signature) {
        return new MessageSink() {
            @Override
            void update(byte[] bytes) {
                try {
                    signature.update(bytes);
                } catch (SignatureException e) {
                    throw new IllegalStateException("the signature was initialized", e);
                }
            }

            @Override
            void update(RawPayload body) {
                try {
                    body.update(signature);
                } catch (SignatureException e) {
                    throw new IllegalStateException("the signature was initialized", e);
                }
            }
        };
    }
}
