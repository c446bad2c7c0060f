package dev.sallyport.local.store;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.aBody;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.archive.ArchivePolicy.Mode;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Webhooks of one provider, taken in when the clock says so, under one policy. */
abstract class ArchiveKeeperTestBase extends LocalStoreTestBase {

    static final Duration DAY = Duration.ofDays(1);
    static final ArchivePolicy BUNDLED = new ArchivePolicy(Mode.BUNDLED, null, null, Duration.ofMinutes(1));
    static final ArchivePolicy BUNDLED_FOR_30_DAYS =
            new ArchivePolicy(Mode.BUNDLED, null, DAY.multipliedBy(30), Duration.ofMinutes(1));
    static final ArchivePolicy KEPT_FOR_30_DAYS = new ArchivePolicy(Mode.ON_RECEIPT, null, DAY.multipliedBy(30));

    /** What the keepers of a test told, in order. */
    final List<String> told = new ArrayList<>();

    private final ArchiveEvents events = new ArchiveEvents() {

        @Override
        public void bundled(ProviderId provider, int webhooks, long bytes) {
            told.add(provider + " bundled " + webhooks + (bytes > 0 ? "" : " into nothing"));
        }

        @Override
        public void bodiesExpired(ProviderId provider, int webhooks) {
            told.add(provider + " bodies expired " + webhooks);
        }

        @Override
        public void lettersExpired(ProviderId provider, int letters) {
            told.add(provider + " letters expired " + letters);
        }
    };

    /** Takes a webhook in, received now. */
    WebhookRecord takeIn(String event) {
        WebhookRecord record = aRecord(event, clock.instant());
        store.intake().takeIn(record, original(event, clock.instant()));
        return record;
    }

    /** Takes a webhook in and processes it. */
    WebhookRecord takeInAndProcess(String event) {
        WebhookRecord record = takeIn(event);
        WebhookRecord processed = record.processed(clock.instant());
        store.webhooks().replaceAll(List.of(processed));
        return processed;
    }

    /** Takes a webhook in and gives it up, with its dead letter. */
    WebhookRecord takeInAndGiveUp(String event) {
        WebhookRecord dead = takeIn(event).dead(aFailure(1), DeathReason.PIPELINE_FAILED);
        store.webhooks().replaceAll(List.of(dead));
        store.archive().storeDeadLetter(letterOf(dead), dead);
        return dead;
    }

    static ArchiveKey letterOf(WebhookRecord dead) {
        return ArchiveKey.ofDeadLetter(dead.id(), dead.failures().getLast().at());
    }

    static ArchivedWebhook original(String event, Instant receivedAt) {
        WebhookRequest request = anOriginal(event).request();
        return new ArchivedWebhook(
                anOriginal(event).id(),
                ACME,
                new WebhookRequest(request.method(), request.url(), request.headers(), aBody(event), receivedAt));
    }

    ArchiveKeeper keeper(ArchivePolicy policy) {
        return store.archiveKeeper(Map.of(ACME, policy), events);
    }

    /** Lets a keeper do all that is to be done now. */
    void keep(ArchivePolicy policy) {
        keepOn(keeper(policy));
    }

    static void keepOn(ArchiveKeeper keeper) {
        boolean more = true;
        while (more) {
            more = keeper.step();
        }
    }

    void reopen() {
        closeStore();
        openStore();
    }

    ReadOutcome read(WebhookRecord record) {
        return store.archive().read(record.archiveKey());
    }

    void assertThatItReads(String event, WebhookRecord record) {
        assertThat(read(record)).isEqualTo(new ReadOutcome.Found(original(event, record.receivedAt())));
    }

    String lying() {
        return Sqlite.query(database(), "SELECT count(*) FROM archive");
    }

    List<String> files() throws IOException {
        return new BundleFiles(store.directory()).names();
    }
}
