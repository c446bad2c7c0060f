package dev.sallyport.testkit.simulator;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.testkit.simulator.stage.PortCalls;
import java.util.List;

/** An archive that is far away. */
final class FaultyArchive implements PayloadArchive {

    private final PayloadArchive archive;
    private final PortCalls calls;

    FaultyArchive(PayloadArchive archive, PortCalls calls) {
        this.archive = archive;
        this.calls = calls;
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        return calls.write("archive.store", key, () -> archive.store(key, webhook));
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        return calls.read("archive.read", key, () -> archive.read(key));
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        calls.writeAll("archive.storeDeadLetter", List.of(dead), records -> {
            records.forEach(record -> archive.storeDeadLetter(key, record));
            return "kept";
        });
    }
}
