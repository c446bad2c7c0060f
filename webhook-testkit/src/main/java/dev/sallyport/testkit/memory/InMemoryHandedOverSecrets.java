package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the latest secret of each provider in memory. Safe for any number of threads. */
public final class InMemoryHandedOverSecrets implements HandedOverSecrets {

    private final Map<ProviderId, HandedOverSecret> latest = new ConcurrentHashMap<>();

    @Override
    public void keep(HandedOverSecret secret) {
        latest.put(secret.provider(), secret);
    }

    /** Returns the secret that a provider handed over last, or null. */
    public @Nullable HandedOverSecret latest(ProviderId provider) {
        return latest.get(provider);
    }
}
