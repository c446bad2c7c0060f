package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TransferInterruptedIT extends TransferITBase {

    @Test
    void shouldGoOnWithAnExportThatWasStopped() {
        LocalStore source = filled("source");
        export(parts(source), "whole");
        TransferParts stopping = withWebhooks(parts(source), failing(source.webhooks()));

        assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> export(stopping, "stopped"));
        export(parts(source), "stopped");

        assertThat(filesOf("stopped")).isEqualTo(filesOf("whole"));
    }

    @Test
    void shouldGoOnBehindALineThatWasNotWrittenWhole() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "whole");
        export(parts(source), "torn");
        Path manifest = directory.resolve("torn/manifest.ndjson");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, text.indexOf("webhooks") + 12));

        export(parts(source), "torn");

        assertThat(filesOf("torn")).isEqualTo(filesOf("whole"));
    }

    @Test
    void shouldImportNothingTwice() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");
        bringIn(parts(target), "exported", "target");

        TransferCounts again = bringIn(parts(target), "exported", "under another name");
        TransferCounts continued = bringIn(parts(target), "exported", "target");
        export(parts(target), "after");

        assertThat(again.conflicts()).isZero();
        assertThat(again.present()).isEqualTo(4 + 6 + 2);
        assertThat(continued.byKind()).isEmpty();
        assertThat(linesOf("after")).isEqualTo(linesOf("exported"));
    }

    @Test
    void shouldGoOnWithAnImportThatWasStopped() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(
                        () -> bringIn(withWebhooks(parts(target), failing(target.webhooks())), "exported", "target"));
        TransferCounts rest = bringIn(parts(target), "exported", "target");
        export(parts(target), "after");

        assertThat(rest.byKind()).containsOnlyKeys("position", "webhook", "publication");
        assertThat(linesOf("after")).isEqualTo(linesOf("exported"));
    }

    @Test
    void shouldLeaveAloneWhatIsThereWithOtherContents() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");
        WebhookRecord other = WebhookRecord.builder()
                .from(aRecord("received"))
                .bodySha256(aRecord("other").bodySha256())
                .build();
        target.webhooks().create(other);

        TransferCounts counts = bringIn(parts(target), "exported", "target");

        assertThat(counts.conflicts()).isEqualTo(1);
        assertThat(target.webhooks().find(id("received"))).isEqualTo(other);
    }
}
