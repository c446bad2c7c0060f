package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.testkit.contract.PayloadArchiveContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The archive after everything that was stored went into bundles at once. */
class BundledPayloadArchiveIT extends LocalStoreTestBase implements PayloadArchiveContract.All {

    private @Nullable ArchiveKeeper keeper;

    @Override
    public PayloadArchive archive() {
        return new PayloadArchive() {

            @Override
            public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
                ArchiveOutcome outcome = store.archive().store(key, webhook);
                bundleAll();
                return outcome;
            }

            @Override
            public ReadOutcome read(ArchiveKey key) {
                return store.archive().read(key);
            }

            @Override
            public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
                store.archive().storeDeadLetter(key, dead);
            }
        };
    }

    private synchronized void bundleAll() {
        if (keeper == null) {
            ArchivePolicy bundled = new ArchivePolicy(Mode.BUNDLED, null, null);
            keeper = store.archiveKeeper(Map.of(ACME, bundled));
            clock.advance(Duration.ofDays(1));
        }
        ArchiveKeeperTestBase.keepOn(keeper);
        assertThat(Sqlite.query(database(), "SELECT count(*) FROM archive")).isEqualTo("0");
    }

    @Override
    public void damage(ArchiveKey key) {
        List<String> place = Sqlite.queryAll(
                database(),
                "SELECT name || ':' || (block_offset + block_length - 1) FROM bundled JOIN bundles ON id = bundle"
                        + " WHERE key = '" + key + "'");
        String[] nameAndOffset = place.getFirst().split(":", 2);
        try (RandomAccessFile file = new RandomAccessFile(
                directory().resolve(BundleFiles.ROOT).resolve(nameAndOffset[0]).toFile(), "rw")) {
            file.seek(Long.parseLong(nameAndOffset[1]));
            int before = file.read();
            file.seek(Long.parseLong(nameAndOffset[1]));
            file.write(before ^ 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String deadLetterText(ArchiveKey key) {
        return store.archive().readDeadLetter(key).orElse(null);
    }
}
