package dev.sallyport.local.cli;

import dev.sallyport.local.transfer.LocalTransferEngine;
import dev.sallyport.local.transfer.TransferEngine;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Says which state is meant. */
final class TransferOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of a gateway that is not running; sallyport-data unless set.")
    private Path data = Path.of("sallyport-data");

    Path data() {
        return data;
    }

    TransferEngine.Opened open() {
        return new LocalTransferEngine(data).open();
    }
}
