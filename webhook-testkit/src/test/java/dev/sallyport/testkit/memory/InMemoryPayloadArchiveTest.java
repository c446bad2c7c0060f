package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.testkit.contract.PayloadArchiveContract;

class InMemoryPayloadArchiveTest implements PayloadArchiveContract.All {

    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();

    @Override
    public PayloadArchive archive() {
        return archive;
    }

    @Override
    public void damage(ArchiveKey key) {
        archive.damage(key);
    }

    @Override
    public String deadLetterText(ArchiveKey key) {
        WebhookRecord dead = archive.deadLetter(key);
        return dead == null ? null : dead.toString();
    }
}
