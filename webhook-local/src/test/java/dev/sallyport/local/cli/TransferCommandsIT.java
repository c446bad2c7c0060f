package dev.sallyport.local.cli;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.memory.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandsIT {

    @TempDir
    private Path directory = Path.of("");

    private final FakeTerminal terminal = FakeTerminal.piped();

    private int run(String... arguments) {
        return Sallyport.run(terminal.terminal(), arguments);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private LocalStore open(String name) {
        return LocalStore.open(
                directory.resolve(name),
                new ManualClock(NOON),
                LocalStoreOptions.builder().build());
    }

    private void fill(String name) {
        try (LocalStore store = open(name)) {
            store.intake().takeIn(aRecord("a"), anOriginal("a"));
        }
    }

    @Test
    void shouldMoveOneDataDirectoryToAnother() {
        fill("source");

        assertThat(run("export", "--data", path("source"), "--to", path("exported")))
                .isZero();
        assertThat(run("import", "--from", path("exported"), "--data", path("target")))
                .isZero();

        assertThat(terminal.out())
                .contains("is complete: webhooks 1; bodies 1.")
                .contains("Imported from " + path("exported") + ": webhook 1; bodies 1.");
        try (LocalStore target = open("target")) {
            assertThat(target.webhooks().find(aRecord("a").id())).isNotNull();
            assertThat(target.queueDepth()).isEqualTo(1);
        }
    }

    @Test
    void shouldPrintOneLineOfJson() {
        fill("source");

        assertThat(run("export", "--data", path("source"), "--to", path("exported"), "--json"))
                .isZero();

        assertThat(terminal.out())
                .isEqualTo(
                        "{\"lines\":{\"endpoints\":0,\"events\":0,\"publications\":0,\"tenants\":0,\"webhooks\":1},\"bodies\":1,"
                                + "\"missing\":0,\"present\":0,\"conflicts\":0}\n");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(run("export", "--data", path("nothing"), "--to", path("exported")))
                .isEqualTo(1);
        assertThat(run("import", "--from", path("nothing"), "--data", path("target")))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("there is no data directory").contains("there is no export in");
    }
}
