package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.http.PortUnavailableException;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayStartingAndStoppingIT extends GatewayITBase {

    @Test
    void shouldGoOnWhereItStopped() throws Exception {
        String id = accept(acme("{\"n\":1}"));
        gateway.stop(Duration.ofSeconds(10));
        start("");

        assertThat(awaitPublished(1))
                .extracting(event -> event.get("webhook_id"))
                .containsExactly(id);
        assertThat(json(send(acme("{\"n\":1}")))).containsEntry("duplicate", true);
    }

    @Test
    void shouldGiveTheDirectoryBackIfItCannotListen() throws Exception {
        Path other = directory.resolve("other");
        ConfiguredGateway configured = ConfiguredGateway.read(directory.resolve("s.yaml"), Map.of());

        assertThatThrownBy(() -> Gateway.start(
                        LocalStore.open(
                                other,
                                Clock.systemUTC(),
                                LocalStoreOptions.builder().build()),
                        configured,
                        gateway.address(),
                        Clock.systemUTC(),
                        Telemetry.NONE,
                        (during, fault) -> {}))
                .isInstanceOf(PortUnavailableException.class);
        LocalStore.open(other, Clock.systemUTC(), LocalStoreOptions.builder().build())
                .close();
    }
}
