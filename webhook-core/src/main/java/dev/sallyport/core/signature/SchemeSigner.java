package dev.sallyport.core.signature;

import java.time.Instant;

/** Signs requests by one scheme. Implementations are thread-safe. */
@FunctionalInterface
public interface SchemeSigner {

    /**
     * Returns the request as the provider would send it.
     *
     * @param request what to sign
     * @param at the time to sign, for schemes that sign one
     * @param id the message id, for schemes that sign one
     */
    OutboundRequest sign(OutboundRequest request, Instant at, String id);
}
