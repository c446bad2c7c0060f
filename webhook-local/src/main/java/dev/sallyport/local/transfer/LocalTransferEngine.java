package dev.sallyport.local.transfer;

import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.local.secrets.MasterKeyFile;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.engine.DataDirectoryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The data directory of a local gateway that is not running. */
public final class LocalTransferEngine implements TransferEngine {

    private final Path data;

    /** Means a data directory. */
    public LocalTransferEngine(Path data) {
        this.data = data;
    }

    @Override
    public Opened open(TransferUse use) {
        if (use == TransferUse.EXPORT && !Files.isDirectory(data)) {
            throw new TransferException("there is no data directory " + data + "; give the one of a gateway");
        }
        try {
            LocalStore store = LocalStore.open(
                    data, Clock.systemUTC(), LocalStoreOptions.builder().build());
            try {
                SecretCipher cipher = new EnvelopeSecretCipher(MasterKeyFile.in(store.directory()));
                // Its keys tell a directory from one of the same name that was removed.
                String identity = store.directory().path() + " " + cipher.currentKeyVersion();
                return new OpenedStore(store, partsOf(store, cipher), identity);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (DataDirectoryException e) {
            throw new TransferException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the parts of a store. */
    static TransferParts partsOf(LocalStore store, SecretCipher cipher) {
        return TransferParts.builder()
                .webhooks(store.webhooks())
                .archive(store.archive())
                .queue(store.queue())
                .positions(store.positions())
                .tenants(store.tenants())
                .endpoints(store.endpoints())
                .cipher(cipher)
                .deliveries(store.deliveries())
                .publications(new PublicationKeeping(store.publications(), store.publisher()))
                .build();
    }

    private record OpenedStore(LocalStore store, TransferParts parts, String identity) implements Opened {

        @Override
        public void close() {
            store.close();
        }
    }
}
