package dev.sallyport.core.port.out;

import dev.sallyport.core.event.ProviderId;
import java.net.URI;

/**
 * Calls the URL by which a provider wants a subscription confirmed.
 *
 * <p>The URL is {@code https}, comes from a request whose signature holds, and names a host that the provider's scheme
 * pins. Implementations MUST NOT follow redirects and MUST end within a bounded time. Confirming again is harmless.
 */
public interface SubscriptionConfirmer {

    /**
     * Sends a GET and returns once it was answered with 2xx.
     *
     * @throws PortUnavailableException if it was not sent, or was answered with anything else
     * @throws OutcomeUnknownException if it was sent and no answer came
     */
    void confirm(ProviderId provider, URI url);
}
