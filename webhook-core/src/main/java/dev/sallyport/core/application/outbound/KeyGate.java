package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyToken;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.AuthenticateUseCase;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.TenantStore;

/** Checks API keys by their digests. */
final class KeyGate implements AuthenticateUseCase {

    private final TenantStore tenants;
    private final OutboundClock clock;

    KeyGate(TenantStore tenants, OutboundClock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public AuthenticateResult authenticate(String token, Scope needed) {
        if (!ApiKeyToken.isWellFormed(token)) {
            return new AuthenticateResult.Unauthenticated();
        }
        try {
            // Looked up by digest, whose bits a caller cannot steer: the time it takes tells nothing about any key.
            ApiKey key = tenants.findKey(ApiKeyToken.parse(token).digest());
            if (key == null || !key.isValid(clock.now())) {
                return new AuthenticateResult.Unauthenticated();
            }
            return key.scopes().contains(needed)
                    ? new AuthenticateResult.Authenticated(key.tenant(), key.id())
                    : new AuthenticateResult.Forbidden(needed);
        } catch (PortException e) {
            return new AuthenticateResult.Unavailable();
        }
    }
}
