package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.testkit.fixture.KeptState;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryOrderPositionStore;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryProcessingQueue;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends an export or an import at every thirteenth of the calls that it makes, and begins it again. */
class TransferKillTest {

    private static final int WEBHOOKS = 52;
    private static final int LARGE = 4 << 20;
    private static final int STEP = 13;

    @TempDir
    private Path directory;

    private final InMemorySecretCipher cipher = new InMemorySecretCipher();

    private TransferParts empty() {
        return TransferParts.builder()
                .webhooks(new InMemoryWebhookStore())
                .archive(new InMemoryPayloadArchive())
                .queue(new InMemoryProcessingQueue(new ManualClock(NOON)))
                .positions(new InMemoryOrderPositionStore())
                .tenants(new InMemoryTenantStore())
                .endpoints(new InMemoryEndpointStore())
                .cipher(cipher)
                .deliveries(new InMemoryDeliveryStore())
                .publications(null)
                .atOnce(4)
                .build();
    }

    /** Several chunks of webhooks, and one of everything else. */
    private TransferParts filled() {
        TransferParts parts = empty();
        KeptState.fill(parts.webhooks(), parts.archive(), parts.positions());
        KeptState.fill(parts.tenants(), parts.endpoints(), parts.deliveries(), cipher);
        for (int i = 0; i < WEBHOOKS; i++) {
            WebhookRecord record = aRecord("one of many " + i, NOON.plusSeconds(100 + i));
            RawPayload body = i == 0
                    ? RawPayload.adopt(new byte[LARGE])
                    : anOriginal("small").body();
            parts.archive().store(record.archiveKey(), anOriginal("one of many " + i, body));
            parts.webhooks().create(record);
        }
        return parts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWithAnExportWhereverItEnded(boolean afterTheCall) throws IOException {
        TransferParts source = filled();
        new Exporter(source, directory.resolve("whole")).run(soFar -> {});

        int call = 1;
        while (endsAt(call, afterTheCall, source, parts -> {
            new Exporter(parts, directory.resolve("stopped")).run(soFar -> {});
        })) {
            new Exporter(source, directory.resolve("stopped")).run(soFar -> {});
            assertThat(filesOf("stopped")).as("ended at call %s", call).isEqualTo(filesOf("whole"));
            clear("stopped");
            call += STEP;
        }

        assertThat(call).as("how many calls it makes").isGreaterThan(WEBHOOKS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWithAnImportWhereverItEnded(boolean afterTheCall) throws IOException {
        TransferParts source = filled();
        new Exporter(source, directory.resolve("whole")).run(soFar -> {});
        Set<WebhookId> pending = pendingIn(source);

        int call = 1;
        boolean ended = true;
        while (ended) {
            TransferParts target = empty();
            String engine = "target " + call;
            ended = endsAt(call, afterTheCall, target, parts -> bringIn(parts, engine));
            bringIn(target, engine);
            new Exporter(target, directory.resolve("after")).run(soFar -> {});
            assertThat(filesOf("after")).as("ended at call %s", call).isEqualTo(filesOf("whole"));
            clear("after");
            assertThat(queued(target)).as("ended at call %s", call).isEqualTo(pending);
            call += ended ? STEP : 0;
        }

        assertThat(call).as("how many calls it makes").isGreaterThan(3 * WEBHOOKS);
    }

    private void bringIn(TransferParts parts, String engine) {
        new Importer(parts, directory.resolve("whole"), engine, null).run((done, all) -> {});
    }

    private static Set<WebhookId> pendingIn(TransferParts parts) {
        return parts.webhooks().list(WebhookQuery.builder().limit(1_000).build()).records().stream()
                .filter(record -> !record.status().isTerminal())
                .map(WebhookRecord::id)
                .collect(Collectors.toSet());
    }

    private static Set<WebhookId> queued(TransferParts parts) {
        return parts.queue().receive(1_000, Duration.ofMinutes(1)).stream()
                .map(Delivery::webhookId)
                .collect(Collectors.toSet());
    }

    private Map<String, String> filesOf(String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory.resolve(name))) {
            for (Path file :
                    all.filter(file -> !file.toString().endsWith(".progress")).toList()) {
                files.put(
                        file.getFileName().toString(),
                        RawPayload.adopt(Files.readAllBytes(file)).sha256().toHex());
            }
        }
        return files;
    }

    private void clear(String name) throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve(name))) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Runs something over parts of which one call fails, and tells whether it came to that. */
    private static boolean endsAt(int call, boolean afterTheCall, TransferParts parts, Consumer<TransferParts> run) {
        try {
            run.accept(new Failing(call, afterTheCall).over(parts));
            return false;
        } catch (PortException e) {
            return true;
        }
    }

    /** Lets one call of all that are made fail, before or after it has done what it should. */
    private static final class Failing {

        private final int call;
        private final boolean afterTheCall;
        private int calls;

        Failing(int call, boolean afterTheCall) {
            this.call = call;
            this.afterTheCall = afterTheCall;
        }

        TransferParts over(TransferParts parts) {
            return TransferParts.builder()
                    .from(parts)
                    .webhooks(failing(parts.webhooks()))
                    .archive(failing(parts.archive()))
                    .queue(failing(parts.queue()))
                    .positions(failing(parts.positions()))
                    .tenants(failing(parts.tenants()))
                    .endpoints(failing(parts.endpoints()))
                    .deliveries(failing(parts.deliveries()))
                    .build();
        }

        @SuppressWarnings("unchecked") // the proxy has all interfaces of the port's implementation
        private <T> T failing(T port) {
            return (T) Proxy.newProxyInstance(
                    TransferKillTest.class.getClassLoader(),
                    port.getClass().getInterfaces(),
                    (proxy, method, arguments) -> {
                        boolean fails = isToFail();
                        if (fails && !afterTheCall) {
                            throw new PortUnavailableException("ended by the test");
                        }
                        try {
                            Object result = method.invoke(port, arguments);
                            if (fails) {
                                throw new OutcomeUnknownException("ended by the test");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private synchronized boolean isToFail() {
            calls++;
            return calls == call;
        }
    }
}
