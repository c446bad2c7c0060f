package dev.sallyport.core.port.in;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.handshake.HandshakeResponse;
import java.time.Duration;

/** Takes a provider's request in, or says why not. Safe for any number of threads; blocks until the answer is sure. */
public interface ReceiveWebhookUseCase {

    /** Verifies, keeps and queues a webhook. Never throws for anything that a provider can send. */
    ReceiveWebhookResult receive(ReceiveWebhookCommand command);

    /**
     * A request as it arrived.
     *
     * @param provider who it claims to come from
     * @param request the request, its body in exact bytes
     */
    record ReceiveWebhookCommand(ProviderId provider, WebhookRequest request) {}

    /** What a request needs that may be out of reach. */
    enum Lack {
        /** The key by which its signature is checked: a secret, or one that the provider publishes. */
        KEY,
        /** What a handshake asks for: a host to be called, or a place for a secret. */
        HANDSHAKE,
        /** What keeps and queues webhooks. */
        STORE
    }

    /** What became of a request. */
    sealed interface ReceiveWebhookResult {

        /**
         * It is kept and queued: the only result for a webhook that may be answered with 2xx.
         *
         * @param duplicate whether it had been kept before, under the same id
         */
        record Accepted(WebhookId id, boolean duplicate) implements ReceiveWebhookResult {}

        /**
         * It did not pass the gate. Nothing was kept.
         *
         * @param reason why; no more than its code is told to the sender
         */
        record Refused(RefusalReason reason) implements ReceiveWebhookResult {}

        /**
         * It is a handshake, by which a provider tries the endpoint. Nothing was kept.
         *
         * @param response what is to be answered, exactly; a refusal if the provider expects one in its own form
         */
        record Answered(HandshakeResponse response) implements ReceiveWebhookResult {}

        /** No provider of that name is configured. Nothing was kept. */
        record UnknownProvider() implements ReceiveWebhookResult {}

        /**
         * Something that the request needs is out of reach. It may have been kept; the provider's retry converges on one
         * id.
         *
         * @param retryAfter how long the provider should wait
         * @param lack what is out of reach
         */
        record Unavailable(Duration retryAfter, Lack lack) implements ReceiveWebhookResult {}
    }
}
