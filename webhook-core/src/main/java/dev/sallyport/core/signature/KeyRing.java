package dev.sallyport.core.signature;

import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.Environment;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.core.signature.key.KeySource;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which a scheme's signatures are checked: those configured, prepared once, or those that the provider
 * publishes at the scheme's address, prepared when a request asks for them.
 *
 * @param <K> a key as its algorithm wants it
 */
final class KeyRing<K> {

    private final List<K> configured;
    private final @Nullable String url;
    private final PublishedKeys published;
    private final Function<DecodedKey, K> prepare;

    private KeyRing(
            List<K> configured, @Nullable String url, PublishedKeys published, Function<DecodedKey, K> prepare) {
        this.configured = configured;
        this.url = url;
        this.published = published;
        this.prepare = prepare;
    }

    /**
     * Joins the configured keys with where others are to be had.
     *
     * @throws KeyRefusedException if a configured key is of the wrong sort, or there is neither a key nor a resolver
     */
    static <K> KeyRing<K> of(
            KeyRules rules, List<DecodedKey> keys, VerifierOptions options, Function<DecodedKey, K> prepare) {
        return new KeyRing<>(
                keys.stream().map(prepare).toList(),
                address(rules.source(), options),
                PublishedKeys.of(keys, options.keyResolver()),
                prepare);
    }

    private static @Nullable String address(KeySource source, VerifierOptions options) {
        KeySource.Address address = source.address();
        return address == null ? null : address.in(Environment.named(options.config(Environment.SETTING)));
    }

    /**
     * Returns the keys that may have signed a request. The caller MUST still ask each whether it goes by the id and
     * holds, which configured keys may not.
     *
     * @return null if it cannot be told now
     */
    @Nullable
    List<K> find(@Nullable String keyId, Instant receivedAt) {
        if (url == null || !configured.isEmpty()) {
            return configured;
        }
        return switch (published.find(url, keyId, receivedAt)) {
            case KeyResolution.Found found -> prepared(found.keys());
            case KeyResolution.Absent absent -> List.of();
            case KeyResolution.Unavailable unavailable -> null;
        };
    }

    /** A provider may publish keys for other purposes beside; one that does not fit the algorithm is passed over. */
    private List<K> prepared(List<DecodedKey> keys) {
        List<K> fitting = new ArrayList<>(keys.size());
        for (DecodedKey key : keys) {
            try {
                fitting.add(prepare.apply(key));
            } catch (KeyRefusedException e) {
                // Not a key of this scheme.
            }
        }
        return fitting;
    }
}
