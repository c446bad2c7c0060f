package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.local.store.MemoryDisk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate answers when it cannot keep more, and that it recovers by itself. */
class GatewayBackpressureIT extends GatewayITBase {

    private static final String BODY = "{\"number\":%d,\"text\":\"" + "x".repeat(9_000) + "\"}";

    /** Each test starts a gateway of its own. */
    @Override
    @BeforeEach
    void start() {}

    private void start(Path data, LocalStoreOptions options, @Nullable WebhookHandler handler) throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), CONFIG.formatted(""));
        gateway = Gateway.start(
                LocalStore.open(data, Clock.systemUTC(), options),
                ConfiguredGateway.read(config, Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                Telemetry.NONE,
                (during, fault) -> faults.add(during + ": " + fault),
                new GatewayExtras(handler, DeliveryTelemetry.NONE));
        base = "http://localhost:" + gateway.address().getPort();
    }

    private OutboundRequest webhook(int number) {
        return acme(BODY.formatted(number));
    }

    @Test
    void shouldRefuseWhileTooMuchIsPendingAndAcceptAgainWhenThereIsRoom() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        LocalStoreOptions options = LocalStoreOptions.builder().mostPending(3).build();
        start(directory.resolve("data"), options, (webhook, payloads) -> await(opened));
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ids.add(accept(webhook(number)));
        }

        assertThatItAsksToComeAgain(send(webhook(3)));
        assertThatItAsksToComeAgain(send(webhook(3)));
        assertThat(json(send(webhook(0)))).containsEntry("webhook_id", ids.getFirst());
        assertThat(get("/health").statusCode()).isEqualTo(200);

        opened.countDown();
        ids.add(acceptInTheEnd(webhook(3)));
        assertThatAllArePublishedOnceInOrder(ids);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRefuseWhileTheDiskIsFullAndAcceptAgainWhenThereIsRoom() throws Exception {
        try (MemoryDisk disk = MemoryDisk.mountIn(directory)) {
            Path data = disk.path().resolve("data");
            start(data, LocalStoreOptions.builder().build(), null);
            List<String> ids = new ArrayList<>();
            ids.add(accept(webhook(0)));
            disk.fill();

            int number = 1;
            // The log may have some room of its own left.
            HttpResponse<String> response = send(webhook(number));
            while (response.statusCode() == 202) {
                ids.add((String) json(response).get("webhook_id"));
                response = send(webhook(++number));
            }
            assertThatItAsksToComeAgain(response);
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(get("/internal/webhooks/" + ids.getFirst() + "/payload").body())
                    .isEqualTo(BODY.formatted(0));

            disk.empty();
            ids.add(acceptInTheEnd(webhook(number)));
            assertThatAllArePublishedOnceInOrder(ids);

            gateway.stop(Duration.ofSeconds(10));
            try (LocalStore store = LocalStore.open(
                    data, Clock.systemUTC(), LocalStoreOptions.builder().build())) {
                assertThat(store.archiveVerifier().verify()).isEmpty();
            }
        }
    }
}
