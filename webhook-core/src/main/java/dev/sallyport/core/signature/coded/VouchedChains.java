package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.key.CertificateChain;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which chains of certificates lead to which configured root. A provider sends the same few with every request, and to
 * check one costs as much as the signature twice over, so the last ones that did are remembered. Thread-safe.
 */
final class VouchedChains {

    /** Providers change chains every few months. Only genuine ones are remembered, so no forger can fill this. */
    private static final int MOST = 16;

    private record Root(DecodedKey key, List<CertificateChain> certificate) {}

    private final List<Root> roots;
    private final Map<CertificateChain, DecodedKey> vouched = new ConcurrentHashMap<>();

    private VouchedChains(List<Root> roots) {
        this.roots = roots;
    }

    /**
     * Takes certificates as roots.
     *
     * @throws KeyRefusedException if a key is bare, without a certificate
     */
    static VouchedChains by(List<DecodedKey> keys) {
        List<Root> roots = new ArrayList<>();
        for (DecodedKey key : keys) {
            CertificateChain chain = key.chain();
            if (chain == null) {
                throw new KeyRefusedException(
                        "secret " + key.keyId() + " must be the provider's root certificate in PEM");
            }
            roots.add(new Root(key, List.of(chain.first(1))));
        }
        return new VouchedChains(List.copyOf(roots));
    }

    /** Returns a root that is active at an instant and to which a chain leads that holds then; null if there is none. */
    @Nullable
    DecodedKey rootOf(CertificateChain chain, Instant instant) {
        DecodedKey known = vouched.get(chain);
        if (known != null && known.isValidAt(instant) && chain.holdsAt(instant)) {
            return known;
        }
        for (Root root : roots) {
            if (root.key().isValidAt(instant) && chain.leadsTo(root.certificate(), instant)) {
                if (vouched.size() >= MOST) {
                    vouched.clear();
                }
                vouched.put(chain, root.key());
                return root.key();
            }
        }
        return null;
    }
}
