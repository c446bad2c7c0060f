package dev.sallyport.local.transfer;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;

import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.local.secrets.MasterKeyFile;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import dev.sallyport.testkit.fixture.KeptState;
import dev.sallyport.testkit.fixture.Webhooks;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Local stores that are moved from one to the other. */
abstract class TransferITBase {

    @TempDir
    Path directory = Path.of("");

    private final List<LocalStore> open = new ArrayList<>();
    private @Nullable SecretCipher sourceKeys;

    @AfterEach
    void close() {
        open.forEach(LocalStore::close);
    }

    LocalStore store(String name) {
        LocalStore store = LocalStore.open(
                directory.resolve(name),
                new ManualClock(NOON),
                LocalStoreOptions.builder().build());
        open.add(store);
        return store;
    }

    /** Returns a store that holds one of everything. */
    LocalStore filled(String name) {
        LocalStore store = store(name);
        sourceKeys = cipher(store);
        KeptState.fill(store.webhooks(), store.archive(), store.positions());
        KeptState.fill(store.tenants(), store.endpoints(), store.deliveries(), sourceKeys);
        store.publisher()
                .publish(List.of(
                        Webhooks.anEvent("processed", Webhooks.KEY), Webhooks.anEvent("unknown here", Webhooks.KEY)));
        return store;
    }

    static SecretCipher cipher(LocalStore store) {
        return new EnvelopeSecretCipher(MasterKeyFile.in(store.directory()));
    }

    static TransferParts parts(LocalStore store) {
        return LocalTransferEngine.partsOf(store, cipher(store));
    }

    TransferCounts export(TransferParts parts, String name) {
        return new Exporter(parts, directory.resolve(name)).run(soFar -> {});
    }

    /** Imports with the keys of the store that was filled. */
    TransferCounts bringIn(TransferParts parts, String name, String engine) {
        return bringIn(parts, name, engine, sourceKeys);
    }

    TransferCounts bringIn(TransferParts parts, String name, String engine, @Nullable SecretCipher sourceKeys) {
        return new Importer(parts, directory.resolve(name), engine, sourceKeys).run((done, all) -> {});
    }

    /** Returns all lines of an export, by the names of files. */
    Map<String, String> filesOf(String name) {
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

    /** Returns all lines of an export but those of endpoints, whose secrets every store seals for itself. */
    Map<String, String> linesOf(String name) {
        Map<String, String> files = filesOf(name);
        files.keySet().removeIf(file -> file.contains("endpoints") || file.startsWith("manifest"));
        return files;
    }

    static TransferParts withWebhooks(TransferParts parts, WebhookStore webhooks) {
        return TransferParts.builder().from(parts).webhooks(webhooks).build();
    }

    /** A store that is out of reach for every listing and creation. */
    static WebhookStore failing(WebhookStore store) {
        return (WebhookStore) Proxy.newProxyInstance(
                TransferITBase.class.getClassLoader(),
                new Class<?>[] {WebhookStore.class},
                (proxy, method, arguments) -> {
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
