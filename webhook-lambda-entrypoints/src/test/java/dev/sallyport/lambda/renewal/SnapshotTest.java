package dev.sallyport.lambda.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.PortUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void shouldPrimeBeforeAndRenewOnBothSidesOfASnapshot() {
        List<String> done = new ArrayList<>();
        Snapshot snapshot = new Snapshot(
                List.of(
                        () -> {
                            throw new PortUnavailableException("no rights");
                        },
                        () -> done.add("primed")),
                List.of(() -> done.add("renewed")));

        snapshot.beforeCheckpoint(Core.getGlobalContext());
        assertThat(done).containsExactly("primed", "renewed");
        snapshot.afterRestore(Core.getGlobalContext());
        assertThat(done).containsExactly("primed", "renewed", "renewed");
    }
}
