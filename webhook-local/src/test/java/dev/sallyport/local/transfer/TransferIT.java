package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.ProcessingQueue.Delivery;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.fixture.Deliveries;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferIT {

    @TempDir
    private Path directory = Path.of("");

    private final List<LocalStore> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(LocalStore::close);
    }

    private LocalStore store(String name) {
        LocalStore store = LocalStore.open(
                directory.resolve(name),
                new ManualClock(NOON),
                LocalStoreOptions.builder().build());
        open.add(store);
        return store;
    }

    private static TransferParts parts(LocalStore store) {
        return new TransferParts(
                store.webhooks(),
                store.archive(),
                store.queue(),
                store.positions(),
                store.tenants(),
                store.endpoints(),
                store.deliveries(),
                1);
    }

    private TransferCounts export(TransferParts parts, String name) {
        return new Exporter(parts, directory.resolve(name)).run(soFar -> {});
    }

    private TransferCounts bringIn(TransferParts parts, String name, String engine) {
        return new Importer(parts, directory.resolve(name), engine).run((done, all) -> {});
    }

    private Map<String, String> filesOf(String name) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory.resolve(name))) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(".ndjson")).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    void shouldBringEverythingToAnotherStoreAndBackAgain() {
        LocalStore source = store("source");
        TransferFixture.fill(parts(source));
        export(parts(source), "first");

        LocalStore target = store("target");
        TransferCounts counts = bringIn(parts(target), "first", "target");
        export(parts(target), "second");

        assertThat(filesOf("second")).isEqualTo(filesOf("first"));
        assertThat(counts)
                .isEqualTo(new TransferCounts(
                        Map.of(
                                "tenant",
                                2L,
                                "key",
                                2L,
                                "endpoint",
                                2L,
                                "event",
                                2L,
                                "eventBody",
                                2L,
                                "delivery",
                                3L,
                                "attempt",
                                2L,
                                "position",
                                2L,
                                "webhook",
                                6L),
                        5,
                        1,
                        0,
                        0));
    }

    @Test
    void shouldBringBodiesDeadLettersAndTheQueue() {
        LocalStore source = store("source");
        TransferFixture.fill(parts(source));
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        assertThat(target.archive()
                        .read(aRecord("processed", NOON.plusSeconds(1)).archiveKey()))
                .isEqualTo(new ReadOutcome.Found(anOriginal("processed")));
        assertThat(target.queue().receive(10, Duration.ofMinutes(1)))
                .extracting(Delivery::webhookId)
                .containsExactlyInAnyOrder(id("received"), id("failed"), id("positioned"));
        WebhookRecord dead = Objects.requireNonNull(target.webhooks().find(id("dead")));
        assertThat(dead.status()).isEqualTo(WebhookStatus.DEAD);
        assertThat(target.archiveVerifier().step(null).flaws())
                .extracting(flaw -> flaw.kind().code())
                .as("the body that had expired, and nothing else, such as the dead letter")
                .containsExactly("body-missing");
    }

    @Test
    void shouldKeepWhatHappensNextWithTheDeliveries() {
        LocalStore source = store("source");
        TransferFixture.fill(parts(source));
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        DeliveryStore deliveries = target.deliveries();
        assertThat(deliveries.attemptsOf(Deliveries.eventId("open")))
                .isEqualTo(source.deliveries().attemptsOf(Deliveries.eventId("open")));
        assertThat(deliveries.headOf(Objects.requireNonNull(Deliveries.aDelivery(Deliveries.anEvent("open"), 1, "lane")
                        .lane())))
                .satisfies(head -> assertThat(head.id().event()).isEqualTo(Deliveries.eventId("open")));
        assertThat(deliveries.findEvent(Deliveries.eventId("done")))
                .as("what is over stays where it was")
                .isNull();
    }

    @Nested
    class Interruptions {

        @Test
        void shouldGoOnWithAnExportThatWasStopped() {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
            export(parts(source), "whole");
            TransferParts stopping = withWebhooks(parts(source), failing(source.webhooks()));

            assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> export(stopping, "stopped"));
            export(parts(source), "stopped");

            assertThat(filesOf("stopped")).isEqualTo(filesOf("whole"));
        }

        @Test
        void shouldGoOnBehindALineThatWasNotWrittenWhole() throws IOException {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
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
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
            export(parts(source), "exported");
            LocalStore target = store("target");
            bringIn(parts(target), "exported", "target");

            TransferCounts again = bringIn(parts(target), "exported", "under another name");
            TransferCounts continued = bringIn(parts(target), "exported", "target");
            export(parts(target), "after");

            assertThat(again.conflicts()).isZero();
            assertThat(again.present()).isEqualTo(2 + 6);
            assertThat(continued.byKind()).isEmpty();
            assertThat(filesOf("after")).isEqualTo(filesOf("exported"));
        }

        @Test
        void shouldGoOnWithAnImportThatWasStopped() {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
            export(parts(source), "exported");
            LocalStore target = store("target");

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() ->
                            bringIn(withWebhooks(parts(target), failing(target.webhooks())), "exported", "target"));
            TransferCounts rest = bringIn(parts(target), "exported", "target");
            export(parts(target), "after");

            assertThat(rest.byKind()).containsOnlyKeys("position", "webhook");
            assertThat(filesOf("after")).isEqualTo(filesOf("exported"));
        }

        @Test
        void shouldLeaveAloneWhatIsThereWithOtherContents() {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
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

    @Nested
    class Damage {

        @Test
        void shouldRefuseAFileThatIsNotWhatWasWritten() throws IOException {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
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
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
            export(parts(source), "exported");
            Path manifest = directory.resolve("exported/manifest.ndjson");
            Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"lines\":\\d+", "\"lines\":99"));

            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> bringIn(parts(source), "exported", "target"))
                    .withMessageContaining("damaged");
        }

        @Test
        void shouldRefuseAnExportThatIsNotFinished() {
            LocalStore source = store("source");
            TransferFixture.fill(parts(source));
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

    private static TransferParts withWebhooks(TransferParts parts, WebhookStore webhooks) {
        return new TransferParts(
                webhooks,
                parts.archive(),
                parts.queue(),
                parts.positions(),
                parts.tenants(),
                parts.endpoints(),
                parts.deliveries(),
                1);
    }

    /** A store that is out of reach for every listing and creation. */
    private static WebhookStore failing(WebhookStore store) {
        return (WebhookStore) Proxy.newProxyInstance(
                TransferIT.class.getClassLoader(), new Class<?>[] {WebhookStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list") || method.getName().equals("create")) {
                        throw new PortUnavailableException("stopped by the test");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
