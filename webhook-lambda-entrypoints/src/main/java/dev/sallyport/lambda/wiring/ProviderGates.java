package dev.sallyport.lambda.wiring;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ProviderRoster;
import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.lambda.renewal.Renewing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;

/**
 * The verifiers of the providers, each with the secrets as they were a few minutes ago at most. A provider whose secrets
 * are missing or do not fit is out of service alone. Thread-safe.
 */
public final class ProviderGates {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ProviderRoster roster;
    private final KeyResolver keys;
    private final JsonLines lines;
    private final Map<ProviderId, Renewing<SignatureVerifier>> verifiers = new LinkedHashMap<>();

    ProviderGates(
            Collection<ProviderId> providers,
            ProviderRoster roster,
            KeyResolver keys,
            InstantSource clock,
            JsonLines lines) {
        this.roster = roster;
        this.keys = keys;
        this.lines = lines;
        for (ProviderId id : providers) {
            verifiers.put(id, new Renewing<>(() -> load(id), MAX_AGE, PAUSE, clock));
        }
    }

    Supplier<SignatureVerifier> of(ProviderId id) {
        Renewing<SignatureVerifier> verifier = verifiers.get(id);
        if (verifier == null) {
            throw new IllegalArgumentException("no provider " + id + " is configured");
        }
        return verifier;
    }

    private SignatureVerifier load(ProviderId id) {
        try {
            return roster.ready(id).verifierWith(keys);
        } catch (ConfigRefusedException e) {
            lines.write(
                    Level.WARNING,
                    "provider-not-ready",
                    "provider",
                    id.value(),
                    "problem",
                    String.valueOf(e.getMessage()));
            throw new PortUnavailableException("the secrets of " + id + " are missing or do not fit", e);
        }
    }

    /** Counts all secrets as old: the next request of each provider reads them again. */
    public void expire() {
        verifiers.values().forEach(Renewing::expire);
    }
}
