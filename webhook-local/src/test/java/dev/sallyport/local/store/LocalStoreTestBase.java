package dev.sallyport.local.store;

import dev.sallyport.testkit.memory.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a directory of its own for each test. */
public abstract class LocalStoreTestBase {

    @TempDir
    Path temporary;

    protected final ManualClock clock = new ManualClock();
    protected LocalStore store;

    @BeforeEach
    protected void openStore() {
        store = open(options());
    }

    @AfterEach
    protected void closeStore() {
        store.close();
    }

    protected LocalStoreOptions options() {
        return LocalStoreOptions.builder().build();
    }

    LocalStore open(LocalStoreOptions options) {
        return LocalStore.open(directory(), clock, options);
    }

    Path directory() {
        return temporary.resolve("data");
    }

    Path database() {
        return directory().resolve(LocalStore.DATABASE);
    }
}
