package dev.sallyport.local.transfer;

import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.engine.DataDirectoryException;
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
    public Opened open() {
        try {
            LocalStore store = LocalStore.open(
                    data, Clock.systemUTC(), LocalStoreOptions.builder().build());
            return new OpenedStore(store, data.toAbsolutePath().normalize().toString());
        } catch (DataDirectoryException e) {
            throw new TransferException(String.valueOf(e.getMessage()), e);
        }
    }

    private record OpenedStore(LocalStore store, String description) implements Opened {

        @Override
        public TransferParts parts() {
            return new TransferParts(
                    store.webhooks(),
                    store.archive(),
                    store.queue(),
                    store.positions(),
                    store.tenants(),
                    store.endpoints(),
                    store.deliveries(),
                    1);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
