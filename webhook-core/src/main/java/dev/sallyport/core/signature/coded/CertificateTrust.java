package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.CertificateChain;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.PublishedKeys;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells whether a key is a provider's. A configured one is. One that was fetched, over TLS from the provider's own host,
 * is if it comes in a certificate that holds, names the provider, and leads to one of {@code config.trustedRoots} if
 * there are any: some providers publish the bare certificate, without those that lead to a public root.
 */
final class CertificateTrust {

    private final boolean configured;
    private final List<CertificateChain> roots;

    private CertificateTrust(boolean configured, List<CertificateChain> roots) {
        this.configured = configured;
        this.roots = roots;
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException if the trusted roots are not certificates in PEM
     */
    static CertificateTrust of(PublishedKeys keys, VerifierOptions options) {
        String pem = options.config("trustedRoots");
        CertificateChain roots = pem == null ? null : CertificateChain.readPem(pem);
        if (pem != null && roots == null) {
            throw new IllegalArgumentException("config trustedRoots must be certificates in PEM");
        }
        return new CertificateTrust(keys.areConfigured(), roots == null ? List.of() : roots.apart());
    }

    boolean trusts(DecodedKey key, Predicate<String> host, Instant receivedAt) {
        if (configured) {
            return true;
        }
        CertificateChain chain = key.chain();
        return chain != null
                && chain.first(1).holdsAt(receivedAt)
                && chain.namesHost(host)
                && (roots.isEmpty() || chain.leadsTo(roots, receivedAt));
    }
}
