package dev.sallyport.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.testkit.contract.PayloadArchiveContract;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import org.junit.jupiter.api.Test;

class OnDemandArchiveTest implements PayloadArchiveContract.All {

    private final InMemoryPayloadArchive delegate = new InMemoryPayloadArchive();
    private final OnDemandArchive archive = new OnDemandArchive(() -> delegate);

    @Override
    public PayloadArchive archive() {
        return archive;
    }

    @Override
    public void damage(ArchiveKey key) {
        delegate.damage(key);
    }

    @Override
    public String deadLetterText(ArchiveKey key) {
        WebhookRecord dead = delegate.deadLetter(key);
        return dead == null ? null : dead.toString();
    }

    @Test
    void shouldBuildNothingBeforeItIsUsed() {
        OnDemandArchive unused = new OnDemandArchive(() -> {
            throw new AssertionError("nobody asked");
        });

        assertThat(unused).isNotNull();
    }
}
