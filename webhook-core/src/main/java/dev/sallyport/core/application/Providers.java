package dev.sallyport.core.application;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.retry.RetryPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configured providers by id. Immutable. */
public final class Providers {

    private final Map<ProviderId, Provider> byId;

    private Providers(Map<ProviderId, Provider> byId) {
        this.byId = byId;
    }

    /**
     * Gathers providers.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Providers of(Collection<Provider> providers) {
        return new Providers(providers.stream()
                .collect(Collectors.toUnmodifiableMap(Provider::id, Function.identity(), (one, two) -> {
                    throw new IllegalArgumentException("provider " + one.id() + " is configured twice");
                })));
    }

    /** Returns the provider of that id, or null. */
    public @Nullable Provider find(ProviderId id) {
        return byId.get(id);
    }

    /** Returns all providers, in no particular order. */
    public Collection<Provider> all() {
        return byId.values();
    }

    /** Returns what is done with a provider's late events; for one no longer configured, as by default. */
    LateEvents lateEvents(ProviderId id) {
        Provider provider = byId.get(id);
        return provider == null ? LateEvents.PUBLISH : provider.lateEvents();
    }

    /** Returns how a provider's numbered events wait for each other; null if they do not. */
    @Nullable
    SequenceGate sequence(ProviderId id) {
        Provider provider = byId.get(id);
        return provider == null ? null : provider.sequence();
    }

    /** Returns how a provider's failures are retried; for one no longer configured, as by default. */
    RetryPolicy retryPolicy(ProviderId id) {
        Provider provider = byId.get(id);
        return provider == null ? RetryPolicy.ofProcessing() : provider.retry();
    }
}
