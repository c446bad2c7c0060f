package dev.sallyport.local.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.emulation.bus.Backoff;
import dev.sallyport.emulation.bus.EventBridgeStandIn;
import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.emulation.bus.Location;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookingAroundTest {

    private static final URI ADDRESS = URI.create("http://127.0.0.1:4566");

    private static Stack.Names names(@Nullable String masterKey) {
        Map<String, String> queues = new LinkedHashMap<>();
        queues.put("processing-dead-letters", ADDRESS + "/0/dead.fifo");
        queues.put("processing", ADDRESS + "/0/webhooks.fifo");
        return new Stack.Names("the-table", "the-bucket", "the-bus", ADDRESS + "/0/webhooks.fifo", queues, masterKey);
    }

    private static LookingAround around(@Nullable Journal journal) {
        return around(journal, "the-key");
    }

    private static LookingAround around(@Nullable Journal journal, @Nullable String masterKey) {
        return new LookingAround(
                new Services() {
                    @Override
                    public URI endpoint(Service service) {
                        return ADDRESS;
                    }

                    @Override
                    public Map<String, String> credentials() {
                        return Map.of("AWS_REGION", "eu-west-1");
                    }

                    @Override
                    public @Nullable Journal journal() {
                        return journal;
                    }

                    @Override
                    public void close() {}
                },
                names(masterKey));
    }

    @Test
    void shouldLookAtTheQueueOfWebhooks() {
        assertThat(around(null).lines()).anyMatch(line -> line.endsWith("--queue-url " + ADDRESS + "/0/webhooks.fifo"));
    }

    @Test
    void shouldTellHowToMoveStateWhereThereIsAMasterKey() {
        assertThat(around(null).lines())
                .contains(
                        "export SALLYPORT_MASTER_KEY=the-key",
                        "export SALLYPORT_QUEUE_URL=" + ADDRESS + "/0/webhooks.fifo");
        assertThat(around(null, null).lines()).noneMatch(line -> line.contains("export --engine aws"));
    }

    @Test
    void shouldNameTheKeysOfItsOwnEmulatorsAlone() throws IOException {
        try (EventBridgeStandIn bus = new EventBridgeStandIn(
                Location.USUAL, (arn, group) -> null, (arn, event, why) -> {}, Backoff.DOUBLING, Clock.systemUTC())) {
            assertThat(around(bus.journal()).lines()).anyMatch(line -> line.contains("AWS_ACCESS_KEY_ID=local"));
        }
        assertThat(around(null).lines()).noneMatch(line -> line.contains("AWS_ACCESS_KEY_ID"));
    }
}
