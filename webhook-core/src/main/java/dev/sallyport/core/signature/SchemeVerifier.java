package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;

/** Checks requests by one scheme with one set of keys. Implementations are thread-safe and never throw for any request. */
@FunctionalInterface
public interface SchemeVerifier {

    /** Checks a request; time is measured against the instant of its receipt. */
    VerificationResult verify(WebhookRequest request);
}
