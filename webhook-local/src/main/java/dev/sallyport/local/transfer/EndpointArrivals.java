package dev.sallyport.local.transfer;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings endpoints in, their secrets and headers sealed under the master key of where they come to. Each is opened on its
 * way, in memory alone, so that none arrives that nobody could open.
 */
final class EndpointArrivals {

    private final EndpointStore store;
    private final SecretCipher cipher;
    private final @Nullable SecretCipher sourceKeys;

    /**
     * Brings endpoints into a store.
     *
     * @param cipher of that store
     * @param sourceKeys opens what the export holds; null if the store's own cipher does
     */
    EndpointArrivals(EndpointStore store, SecretCipher cipher, @Nullable SecretCipher sourceKeys) {
        this.store = store;
        this.cipher = cipher;
        this.sourceKeys = sourceKeys;
    }

    void take(Endpoint endpoint) {
        store.create(Endpoint.builder().from(sealedHere(endpoint)).revision(0).build());
    }

    private Endpoint sealedHere(Endpoint endpoint) {
        SecretCipher given = sourceKeys;
        try {
            Endpoint resealed = Outbound.resealed(endpoint, given == null ? cipher : given, cipher);
            return given == null && isSealedUnderCurrentKey(endpoint) ? endpoint : resealed;
        } catch (PortUnavailableException e) {
            throw new TransferException(
                    "endpoint " + endpoint.id() + " is not imported: " + e.getMessage()
                            + ". Give the master keys of the"
                            + " gateway that was exported (--source-keys), and run the same import again",
                    e);
        }
    }

    private boolean isSealedUnderCurrentKey(Endpoint endpoint) {
        String current = cipher.currentKeyVersion();
        Stream<SealedSecret> sealed = Stream.concat(
                endpoint.secrets().stream().map(EndpointSecret::sealed),
                endpoint.headers().stream().map(CustomHeader::value));
        return sealed.allMatch(secret -> secret.keyVersion().equals(current));
    }
}
