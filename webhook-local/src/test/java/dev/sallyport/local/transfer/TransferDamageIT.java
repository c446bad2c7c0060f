package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransferDamageIT extends TransferITBase {

    @Test
    void shouldRefuseAFileThatIsNotWhatWasWritten() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        Path bundle = onlyBundle();
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        LocalStore target = store("target");

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> bringIn(parts(target), "exported", "target"))
                .withMessageContaining("SHA-256");
        assertThat(target.webhooks().find(id("received"))).isNull();
    }

    @Test
    void shouldRefuseAManifestThatIsNotWhatWasWritten() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        Path manifest = directory.resolve("exported/manifest.ndjson");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"lines\":\\d+", "\"lines\":99"));

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> bringIn(parts(source), "exported", "target"))
                .withMessageContaining("damaged");
    }

    @Test
    void shouldRefuseAnExportThatIsNotFinished() {
        LocalStore source = filled("source");
        TransferParts stopping = withWebhooks(parts(source), failing(source.webhooks()));
        assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> export(stopping, "stopped"));

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> bringIn(parts(source), "stopped", "target"))
                .withMessageContaining("not finished");
    }

    @Test
    void shouldRefuseADirectoryWithOtherFiles() throws IOException {
        Files.createDirectories(directory.resolve("other"));
        Files.writeString(directory.resolve("other/letter.txt"), "mine");
        LocalStore source = store("source");

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> export(parts(source), "other"))
                .withMessageContaining("not empty");
    }

    private Path onlyBundle() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("exported"))) {
            return files.filter(file -> file.toString().endsWith(".spb"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
