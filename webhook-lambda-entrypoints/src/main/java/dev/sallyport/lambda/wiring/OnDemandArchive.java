package dev.sallyport.lambda.wiring;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import java.util.function.Supplier;

/**
 * An archive that is built when it is first used: most webhooks pass the receiver without it, and the client of S3 takes
 * longer to build than all the rest. Thread-safe if the supplier is.
 */
final class OnDemandArchive implements PayloadArchive {

    private final Supplier<PayloadArchive> archive;

    OnDemandArchive(Supplier<PayloadArchive> archive) {
        this.archive = archive;
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        return archive.get().store(key, webhook);
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        return archive.get().read(key);
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        archive.get().storeDeadLetter(key, dead);
    }
}
