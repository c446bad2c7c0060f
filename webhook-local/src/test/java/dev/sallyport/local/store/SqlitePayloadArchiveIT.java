package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.testkit.contract.PayloadArchiveContract;
import org.jspecify.annotations.Nullable;

class SqlitePayloadArchiveIT extends LocalStoreTestBase implements PayloadArchiveContract.All {

    @Override
    public PayloadArchive archive() {
        return store.archive();
    }

    @Override
    public void damage(ArchiveKey key) {
        Sqlite.execute(
                database(), "UPDATE archive SET body = CAST('x' || substr(body, 2) AS BLOB) WHERE key = '" + key + "'");
    }

    @Override
    public @Nullable String deadLetterText(ArchiveKey key) {
        return store.archive().readDeadLetter(key).orElse(null);
    }
}
