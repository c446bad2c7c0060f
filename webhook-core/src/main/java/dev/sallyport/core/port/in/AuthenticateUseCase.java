package dev.sallyport.core.port.in;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Scope;

/** Finds out which tenant a request comes from. Safe for any number of threads. */
public interface AuthenticateUseCase {

    /**
     * Checks an API key.
     *
     * @param token what the request presents after {@code Bearer}, of any form
     * @param needed what the request wants to do
     */
    AuthenticateResult authenticate(String token, Scope needed);

    /** What a key is good for. */
    sealed interface AuthenticateResult {

        /** It is valid and has the scope: the tenant to act for, and no other. */
        record Authenticated(TenantId tenant, ApiKeyId key) implements AuthenticateResult {}

        /** It is not a valid key; nothing says whether it ever was. */
        record Unauthenticated() implements AuthenticateResult {}

        /** It is valid and lacks the scope. */
        record Forbidden(Scope missing) implements AuthenticateResult {}

        /** Nobody can tell at the moment. */
        record Unavailable() implements AuthenticateResult {}
    }
}
