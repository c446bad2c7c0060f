package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.KeyResolver;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an operator may set about a verifier or signer besides scheme and secrets. */
public final class VerifierOptions {

    private static final VerifierOptions DEFAULTS = new VerifierOptions(Map.of(), null, null, true, null);

    private final Map<String, String> config;
    private final @Nullable Duration pastTolerance;
    private final @Nullable Duration futureTolerance;
    private final boolean timeChecked;
    private final @Nullable KeyResolver keyResolver;

    private VerifierOptions(
            Map<String, String> config,
            @Nullable Duration pastTolerance,
            @Nullable Duration futureTolerance,
            boolean timeChecked,
            @Nullable KeyResolver keyResolver) {
        this.config = config;
        this.pastTolerance = pastTolerance;
        this.futureTolerance = futureTolerance;
        this.timeChecked = timeChecked;
        this.keyResolver = keyResolver;
    }

    /** Returns the scheme's own tolerances and no configured values. */
    public static VerifierOptions defaults() {
        return DEFAULTS;
    }

    /** Sets a value that the provider gave at registration and the scheme asks for, such as {@code webhookId}. */
    public VerifierOptions withConfig(String name, String value) {
        Map<String, String> more = new TreeMap<>(config);
        more.put(name, value);
        return new VerifierOptions(Map.copyOf(more), pastTolerance, futureTolerance, timeChecked, keyResolver);
    }

    /**
     * Sets how far the signed time may lie before and after the receipt, both inclusive, in place of the scheme's own.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public VerifierOptions withTolerance(Duration past, Duration future) {
        if (past.isNegative() || future.isNegative()) {
            throw new IllegalArgumentException("a tolerance is zero or more: " + past + ", " + future);
        }
        return new VerifierOptions(config, past, future, true, keyResolver);
    }

    /**
     * Accepts signatures of any age: for the repeated verification of an archive, not for a gate, where it would let
     * old requests be replayed.
     */
    public VerifierOptions withoutTimeCheck() {
        return new VerifierOptions(config, null, null, false, keyResolver);
    }

    /** Sets who gets the keys of providers that publish them; used where no key is configured as a secret. */
    public VerifierOptions withKeyResolver(KeyResolver resolver) {
        return new VerifierOptions(config, pastTolerance, futureTolerance, timeChecked, resolver);
    }

    /** Returns who gets the keys of providers that publish them, or null. */
    public @Nullable KeyResolver keyResolver() {
        return keyResolver;
    }

    /** Returns a configured value, or null. */
    public @Nullable String config(String name) {
        return config.get(name);
    }

    /** Tells whether signed times are checked at all. */
    public boolean isTimeChecked() {
        return timeChecked;
    }

    /** Makes the window that these options leave of a scheme's own tolerances. */
    public TimeWindow window(Duration schemePast, Duration schemeFuture) {
        return timeChecked
                ? TimeWindow.of(
                        pastTolerance == null ? schemePast : pastTolerance,
                        futureTolerance == null ? schemeFuture : futureTolerance)
                : TimeWindow.unbounded();
    }
}
