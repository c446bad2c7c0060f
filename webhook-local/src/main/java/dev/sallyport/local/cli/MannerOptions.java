package dev.sallyport.local.cli;

import dev.sallyport.local.listen.Manner;
import picocli.CommandLine.Option;

/** In which manner {@code listen} answers; one at most. */
final class MannerOptions {

    @Option(names = "--hang", description = "Never answer.")
    private boolean hang;

    @Option(names = "--close", description = "Close the connection in place of an answer.")
    private boolean close;

    @Option(names = "--drip", description = "Answer with a body that never ends, a byte every 0.1 seconds.")
    private boolean drip;

    @Option(names = "--endless", description = "Answer with a body that never ends, as fast as it is taken.")
    private boolean endless;

    @Option(names = "--bomb", description = "Answer with a gzip body that unpacks to a gigabyte.")
    private boolean bomb;

    Manner manner() {
        if (hang) {
            return Manner.HANG;
        }
        if (close) {
            return Manner.CLOSE;
        }
        if (drip) {
            return Manner.DRIP;
        }
        if (endless) {
            return Manner.ENDLESS;
        }
        return bomb ? Manner.BOMB : Manner.WHOLE;
    }
}
