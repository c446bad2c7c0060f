package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.ordering.LateEvents;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.ordering.SequenceGate;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderingReaderTest {

    private static ConfiguredGateway configure(String scheme, String ordering) throws ConfigRefusedException {
        SchemeCatalogue catalogue = SchemeCatalogue.builtIn();
        GatewayConfig config = new ConfigReader(Set.copyOf(catalogue.names()))
                .read(
                        "s.yaml",
                        "providers:\n  a: { scheme: " + scheme
                                + ", secrets: [ \"literal:whsec_c2VjcmV0c2VjcmV0c2VjcmV0\" ], ordering: " + ordering
                                + " }\n");
        return ConfiguredGateway.of(
                config, new SecretResolver(Map.of(), Path.of("").toAbsolutePath()), catalogue);
    }

    private static OrderingConfig read(String scheme, String ordering) throws ConfigRefusedException {
        return Objects.requireNonNull(configure(scheme, ordering).providers().get(new ProviderId("a")))
                .config()
                .ordering();
    }

    @Test
    void shouldPublishLateEventsUnlessTold() throws ConfigRefusedException {
        assertThat(read("stripe", "{ by: entity }")).isEqualTo(OrderingConfig.of(OrderingPolicy.byCatalogueEntity()));
        assertThat(read("stripe", "{ by: entity, lateEvents: publish }").lateEvents())
                .isEqualTo(LateEvents.PUBLISH);
    }

    @Test
    void shouldMarkLateEvents() throws ConfigRefusedException {
        assertThat(read("stripe", "{ by: entity, lateEvents: mark-stale }"))
                .isEqualTo(new OrderingConfig(OrderingPolicy.byCatalogueEntity(), LateEvents.MARK_STALE, null));
    }

    @Test
    void shouldWaitForLowerNumbersAndMarkWhatComesLate() throws ConfigRefusedException {
        assertThat(read("telegram", "{ sequence: { longestWait: PT5S, mostHeld: 7 } }"))
                .isEqualTo(new OrderingConfig(
                        OrderingPolicy.byProvider(),
                        LateEvents.MARK_STALE,
                        new SequenceGate(Duration.ofSeconds(5), 7)));
        assertThat(read("telegram", "{ sequence: {} }").sequence())
                .isEqualTo(new SequenceGate(Duration.ofSeconds(30), 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stripe|{ by: none, lateEvents: mark-stale }|with 'by: none' no event comes late",
                "stripe|{ lateEvents: drop }|'drop' is not a choice for 'lateEvents'",
                "telegram|{ lateEvents: publish, sequence: {} }|'sequence' marks what comes after its turn",
                "telegram|{ sequence: { longestWait: P2D } }|'longestWait' must be at most P1D",
                "telegram|{ sequence: { mostHeld: 0 } }|'mostHeld' must be a whole number from 1 to 10000",
                "telegram|{ sequence: { wait: PT1S } }|'wait' is not known",
                "stripe|{ sequence: {} }|use 'lateEvents: mark-stale' in place of 'sequence'",
                "generic|{ lateEvents: mark-stale }|scheme 'generic' does not say where an event stands among others"
            })
    void shouldRefuseWhatCannotBe(String scheme, String ordering, String message) {
        assertThatThrownBy(() -> configure(scheme, ordering))
                .isInstanceOf(ConfigRefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldReadHowLongAWebhookMayBeStranded() throws ConfigRefusedException {
        ConfigReader reader = new ConfigReader(Set.of("generic"));
        String providers = "providers: { a: { scheme: generic, secrets: [ env:A ] } }\n";

        assertThat(reader.read("s.yaml", providers + "server: { strandedAfter: PT5M }")
                        .server()
                        .strandedAfter())
                .isEqualTo(Duration.ofMinutes(5));
        assertThatThrownBy(() -> reader.read("s.yaml", providers + "server: { strandedAfter: P2D }"))
                .hasMessageContaining("'strandedAfter' must be at most P1D");
    }
}
