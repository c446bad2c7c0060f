package dev.sallyport.local.emulated.transfer;

import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.local.transfer.Exporter;
import dev.sallyport.local.transfer.Importer;
import dev.sallyport.local.transfer.LocalTransferEngine;
import dev.sallyport.local.transfer.TransferCounts;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferParts;
import dev.sallyport.local.transfer.TransferUse;
import dev.sallyport.testkit.fixture.KeptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Data directories and deployments between which state is moved. */
abstract class MovingITBase {

    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();

    @TempDir
    Path directory = Path.of("");

    private final List<TransferEngine.Opened> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(TransferEngine.Opened::close);
    }

    TransferEngine.Opened local(String name) {
        TransferEngine.Opened opened = new LocalTransferEngine(directory.resolve(name)).open(TransferUse.IMPORT);
        open.add(opened);
        return opened;
    }

    /** Returns variables that name a deployment which holds nothing. */
    static Map<String, String> deploy() {
        return Deployments.deploy("d" + DEPLOYMENTS.incrementAndGet());
    }

    TransferEngine.Opened aws(Map<String, String> environment) {
        TransferEngine.Opened opened = Deployments.open(environment);
        open.add(opened);
        return opened;
    }

    TransferEngine.Opened aws() {
        return aws(deploy());
    }

    static void fill(TransferParts parts) {
        KeptState.fill(parts.webhooks(), parts.archive(), parts.positions());
        KeptState.fill(parts.tenants(), parts.endpoints(), parts.deliveries(), parts.cipher());
    }

    void export(TransferEngine.Opened source, String to) {
        new Exporter(source.parts(), directory.resolve(to)).run(soFar -> {});
    }

    TransferCounts bringIn(String from, TransferEngine.Opened target, @Nullable SecretCipher sourceKeys) {
        return bringIn(from, target.parts(), target.identity(), sourceKeys);
    }

    TransferCounts bringIn(String from, TransferParts parts, String identity, @Nullable SecretCipher sourceKeys) {
        return new Importer(parts, directory.resolve(from), identity, sourceKeys).run((done, all) -> {});
    }

    /** Exports one and imports the other, with the keys of the former. */
    TransferCounts move(TransferEngine.Opened source, String by, TransferEngine.Opened target) {
        export(source, by);
        return bringIn(by, target, source.parts().cipher());
    }

    /** Returns all lines of an export but those of endpoints, which every engine seals, and of publications. */
    Map<String, String> linesOf(String name) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            for (Path file : files.toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.endsWith(".ndjson")
                        && !fileName.contains("endpoints")
                        && !fileName.contains("publications")
                        && !fileName.startsWith("manifest")) {
                    lines.put(fileName, Files.readString(file));
                }
            }
        }
        return lines;
    }
}
