package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.signature.RefusalReason;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What is to be done about a request that may be a handshake. */
public sealed interface HandshakeDecision {

    /** It is none: it takes the way of every webhook. */
    enum NoHandshake implements HandshakeDecision {
        NO_HANDSHAKE
    }

    /** It is answered. */
    record Answer(HandshakeResponse response) implements HandshakeDecision {}

    /**
     * A URL is called, and then it is answered.
     *
     * @param url an {@code https} URL at a host of the provider's, as the scheme pins it
     */
    record Confirm(URI url, HandshakeResponse response) implements HandshakeDecision {}

    /** A secret that the provider handed over is kept, and then it is answered. */
    record Keep(String secret, HandshakeResponse response) implements HandshakeDecision {

        /** Tells nothing of the secret. */
        @Override
        public String toString() {
            return "Keep[" + response + "]";
        }
    }

    /**
     * It is refused.
     *
     * @param response how the provider expects to be refused; null if as any other request
     */
    record Refuse(RefusalReason reason, @Nullable HandshakeResponse response) implements HandshakeDecision {}
}
